//! Snippet: the passage to show, and which words of it were searched for.

use crate::index::Run;
use crate::query::Asked;
use crate::ranking::Ranking;
use crate::words::each_word;

/// Length of a passage that is shown, in bytes; a little more or less, to end between words.
const LENGTH: usize = 180;

/// The title with the searched words marked.
pub(crate) fn mark_title(ranking: &Ranking, asked: &Asked, title: &str) -> Vec<Run> {
    runs(title, &hits(ranking, asked, title))
}

/// The passage of a body that holds most of what was searched for, with the words marked.
pub(crate) fn passage(ranking: &Ranking, asked: &Asked, body: &str) -> Vec<Run> {
    if body.is_empty() {
        return Vec::new();
    }
    let hits = hits(ranking, asked, body);
    let start = best_start(body, &hits);
    let end = cut_after(body, start + LENGTH);
    let mut text = String::new();
    if start > 0 {
        text.push_str("… ");
    }
    let lead = text.len();
    text.push_str(body.get(start..end).unwrap_or("").trim_end_matches([' ', '·', '|']));
    let inside = hits.iter().filter(|hit| hit.start >= start && hit.end - start + lead <= text.len());
    let moved: Vec<Place> = inside
        .map(|hit| Place { start: hit.start - start + lead, end: hit.end - start + lead, ..*hit })
        .collect();
    if end < body.len() {
        text.push_str(" …");
    }
    runs(&text, &moved)
}

/// A searched word in a text, in bytes.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    group: u32,
    worth: f32,
}

fn hits(ranking: &Ranking, asked: &Asked, text: &str) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    if asked.slots.is_empty() {
        return found;
    }
    each_word(text, |word| {
        let Some((group, worth)) = asked.marks(ranking, word.text) else { return };
        // "Where is my" would be marked all over a text, and lead the eye nowhere.
        if ranking.is_stop(group) && !asked.is_blank {
            return;
        }
        let mut place = Place { start: word.start, end: word.end, group, worth };
        // The whole of "log-in" lies over its parts: one place takes the room of all that it meets.
        while let Some(last) = found.pop_if(|last| place.start < last.end) {
            place = Place { start: place.start.min(last.start), end: place.end.max(last.end), ..last };
        }
        found.push(place);
    });
    found
}

/// Where the passage begins whose different searched words weigh most; the start of a sentence if one is near.
fn best_start(body: &str, hits: &[Place]) -> usize {
    let (mut best, mut start) = (0.0, 0);
    for (number, first) in hits.iter().enumerate() {
        let mut seen: Vec<u32> = Vec::new();
        let mut worth = 0.0;
        for hit in hits.iter().skip(number).take_while(|hit| hit.end <= first.start + LENGTH) {
            if !seen.contains(&hit.group) {
                seen.push(hit.group);
                worth += hit.worth;
            }
        }
        if worth > best * 1.001 {
            (best, start) = (worth, first.start);
        }
    }
    if start < LENGTH / 3 {
        return 0;
    }
    sentence_start(body, start)
}

/// The start of the sentence that `at` lies in, or of a word shortly before it.
fn sentence_start(body: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(LENGTH / 3);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let before = body.get(from..at).unwrap_or("");
    let after_stop = before.rfind(['.', '!', '?', '·', '。', '！', '？']).map(|stop| {
        let tail = before.get(stop..).unwrap_or("");
        let mark = tail.chars().next().map_or(0, char::len_utf8);
        stop + mark
    });
    let word = || before.find(' ').map_or(before.len(), |space| space + 1);
    let start = from + after_stop.unwrap_or_else(word);
    start + body.get(start..at).map_or(0, |tail| tail.len() - tail.trim_start().len())
}

/// A place between words, at or shortly before `at`.
fn cut_after(body: &str, at: usize) -> usize {
    if at >= body.len() {
        return body.len();
    }
    let mut end = at;
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let from = (end.saturating_sub(LENGTH / 4)..end).find(|&from| body.is_char_boundary(from)).unwrap_or(end);
    let space = body.get(from..end).and_then(|tail| tail.rfind(' '));
    space.map_or(end, |space| from + space)
}

/// Cuts a text into runs at its hits.
fn runs(text: &str, hits: &[Place]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut at = 0;
    for hit in hits {
        push(&mut out, text.get(at..hit.start), false);
        push(&mut out, text.get(hit.start..hit.end), true);
        at = hit.end;
    }
    push(&mut out, text.get(at..), false);
    out
}

fn push(out: &mut Vec<Run>, text: Option<&str>, hit: bool) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        out.push(Run { text: text.to_owned(), hit });
    }
}
