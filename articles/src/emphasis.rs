//! Which runs of `*`, `_` and `~` make emphasis: CommonMark's delimiter algorithm.

use super::names::Tag;

/// A run of one delimiter, and what becomes of it.
pub(super) struct Run {
    pub(super) mark: u8,
    /// Delimiters that are still text.
    pub(super) count: usize,
    length: usize,
    can_open: bool,
    can_close: bool,
    /// Elements that end here, innermost first.
    pub(super) closes: Vec<Tag>,
    /// Elements that begin here, innermost first.
    pub(super) opens: Vec<Tag>,
}

impl Run {
    /// A run of `length` times `mark` between two characters (a space at the ends of the text).
    pub(super) fn new(mark: u8, length: usize, before: char, after: char) -> Self {
        let is_left =
            !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
        let is_right =
            !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
        let is_word = mark == b'_';
        Self {
            mark,
            count: length,
            length,
            can_open: is_left && (!is_word || !is_right || is_punctuation(before)),
            can_close: is_right && (!is_word || !is_left || is_punctuation(after)),
            closes: Vec::new(),
            opens: Vec::new(),
        }
    }

    fn opens_for(&self, closer: &Self) -> bool {
        if self.mark != closer.mark {
            return false;
        }
        if self.mark == b'~' {
            return self.count == closer.count;
        }
        let is_either_both = (self.can_open && self.can_close) || (closer.can_open && closer.can_close);
        let is_third = |run: &Self| run.length.is_multiple_of(3);
        !is_either_both
            || !(self.length + closer.length).is_multiple_of(3)
            || (is_third(self) && is_third(closer))
    }

    /// Closers with the same kind find the same openers.
    fn kind(&self) -> usize {
        let mark = match self.mark {
            b'*' => 0,
            b'_' => 1,
            _ => return 12 + self.count.min(2),
        };
        mark * 6 + usize::from(self.can_open) * 3 + self.length % 3
    }
}

/// Pairs the runs that `list` names, in the order of the text.
pub(super) fn pair(runs: &mut [Run], list: &[usize]) {
    let mut openers: Vec<usize> = Vec::new();
    // Per kind of closer, the run before which no opener was found: nothing is searched twice.
    let mut bottom = [0_usize; 15];
    for &closer in list {
        let Some(kind) = runs.get(closer).filter(|run| run.can_close).map(Run::kind) else {
            keep_opener(runs, closer, &mut openers);
            continue;
        };
        while let Some(found) = find(runs, closer, &openers, bottom.get(kind).copied().unwrap_or(0)) {
            openers.truncate(found + 1);
            let Some(opener) = openers.last().copied() else { break };
            if marry(runs, opener, closer) == 0 {
                openers.pop();
            }
            if runs.get(closer).is_none_or(|run| run.count == 0) {
                break;
            }
        }
        if runs.get(closer).is_some_and(|run| run.count > 0) {
            if let Some(bottom) = bottom.get_mut(kind) {
                *bottom = closer;
            }
            keep_opener(runs, closer, &mut openers);
        }
    }
}

fn keep_opener(runs: &[Run], run: usize, openers: &mut Vec<usize>) {
    if runs.get(run).is_some_and(|run| run.can_open) {
        openers.push(run);
    }
}

/// The innermost opener for `closer`, as a place in `openers`.
fn find(runs: &[Run], closer: usize, openers: &[usize], bottom: usize) -> Option<usize> {
    let close = runs.get(closer)?;
    for (place, opener) in openers.iter().enumerate().rev() {
        if *opener < bottom {
            return None;
        }
        if runs.get(*opener)?.opens_for(close) {
            return Some(place);
        }
    }
    None
}

/// Makes an element from `opener` to `closer`; returns how many delimiters the opener has left.
fn marry(runs: &mut [Run], opener: usize, closer: usize) -> usize {
    let counts = (runs.get(opener).map_or(0, |run| run.count), runs.get(closer).map_or(0, |run| run.count));
    let is_strike = runs.get(closer).is_some_and(|run| run.mark == b'~');
    let (tag, used) = match counts {
        (2.., 2..) if !is_strike => (Tag::Strong, 2),
        _ if is_strike => (Tag::S, counts.1),
        _ => (Tag::Em, 1),
    };
    if let Some(run) = runs.get_mut(closer) {
        run.count = run.count.saturating_sub(used);
        run.closes.push(tag);
    }
    match runs.get_mut(opener) {
        Some(run) => {
            run.count = run.count.saturating_sub(used);
            run.opens.push(tag);
            run.count
        }
        None => 0,
    }
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\x0c' | '\u{a0}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// ASCII, and the punctuation and symbols of the languages we meet; a table of all would cost more than it gives.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(character, '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}'
            | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2190}'..='\u{23ff}'
            | '\u{2500}'..='\u{27bf}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}
