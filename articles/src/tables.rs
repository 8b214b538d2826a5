//! Tables in Markdown: `| a | b |` under which `| - | - |` stands.

/// The number of columns if `line` is a delimiter row such as `| --- | :-: |`.
pub(super) fn delimiter_row(line: &str) -> Option<usize> {
    let has_mark = line.contains('|') || line.contains(':');
    let is_plain = line.bytes().all(|byte| b"|:- \t".contains(&byte));
    if !has_mark || !is_plain {
        return None;
    }
    let cells = cells(line);
    let is_delimiter = |cell: &String| {
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    (!cells.is_empty() && cells.iter().all(is_delimiter)).then_some(cells.len())
}

/// The cells of a row, trimmed; `\|` is a bar in a cell, in code too.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim_matches([' ', '\t']);
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut is_escaped = false;
    for character in line.chars() {
        match character {
            '|' if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' => cells.push(take_trimmed(&mut cell)),
            other => cell.push(other),
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    if !cell.trim_ascii().is_empty() {
        cells.push(take_trimmed(&mut cell));
    }
    cells
}

fn take_trimmed(cell: &mut String) -> String {
    let trimmed = cell.trim_matches([' ', '\t']).to_owned();
    cell.clear();
    trimmed
}
