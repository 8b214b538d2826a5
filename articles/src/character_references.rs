//! Character references: `&amp;`, `&#228;`, `&#xe4;`. Numeric ones all, named ones as far as articles use them;
//! an unknown name stays as it is written.

use super::part;

/// Resolves the character references in `text` and drops control characters other than tab and line feed.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push_clean(&mut out, part(rest, 0, at));
        rest = part(rest, at, rest.len());
        match reference(rest) {
            Some((character, length)) => {
                push_clean(&mut out, character.encode_utf8(&mut [0; 4]));
                rest = part(rest, length, rest.len());
            }
            None => {
                out.push('&');
                rest = part(rest, 1, rest.len());
            }
        }
    }
    push_clean(&mut out, rest);
    out
}

/// Appends `text` without control characters; line ends become line feeds.
pub(super) fn push_clean(out: &mut String, text: &str) {
    let mut rest = text;
    let is_control = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f;
    while let Some(at) = rest.bytes().position(is_control) {
        out.push_str(part(rest, 0, at));
        let next = rest.as_bytes().get(at + 1);
        match rest.as_bytes().get(at) {
            Some(b'\r') if next != Some(&b'\n') => out.push('\n'),
            Some(b'\x0c') => out.push(' '),
            _ => {}
        }
        rest = part(rest, at + 1, rest.len());
    }
    out.push_str(rest);
}

/// The character that the reference at the start of `text` stands for, and the length of the reference in bytes.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return numeric(bytes);
    }
    let name =
        bytes.get(1..)?.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = name + 1;
    let name = part(text, 1, end);
    let has_end = bytes.get(end) == Some(&b';');
    // Without a semicolon `&copy=1` in an address would change; only the oldest names are taken, and only
    // where a word ends.
    if !has_end && (!OLDEST.contains(&name) || bytes.get(end) == Some(&b'=')) {
        return None;
    }
    let character = NAMED.iter().find(|(known, _)| *known == name)?.1;
    Some((character, end + usize::from(has_end)))
}

/// `&#123;` or `&#x7b;`, the semicolon optional as in browsers.
fn numeric(bytes: &[u8]) -> Option<(char, usize)> {
    let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (radix, start) = if is_hex { (16, 3) } else { (10, 2) };
    let mut code = 0_u32;
    let mut end = start;
    while let Some(digit) = bytes.get(end).and_then(|byte| char::from(*byte).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    if bytes.get(end) == Some(&b';') {
        end += 1;
    }
    let code = match code {
        0 => 0xfffd,
        0x80..=0x9f => u32::from(*WINDOWS.get(code as usize - 0x80).unwrap_or(&0xfffd)),
        other => other,
    };
    Some((char::from_u32(code).unwrap_or('\u{fffd}'), end))
}

/// What writers of `&#128;` to `&#159;` mean: the characters of Windows-1252, as browsers read them.
const WINDOWS: [u16; 32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
    0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
    0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
];

const OLDEST: [&str; 5] = ["amp", "lt", "gt", "quot", "nbsp"];

const LONGEST: usize = 8;

#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'),
    ("AMP", '&'), ("LT", '<'), ("GT", '>'), ("QUOT", '"'),
    ("Tab", '\t'), ("NewLine", '\n'), ("colon", ':'), ("sol", '/'), ("bsol", '\\'), ("lpar", '('), ("rpar", ')'),
    ("excl", '!'), ("num", '#'), ("percnt", '%'), ("ast", '*'), ("plus", '+'), ("comma", ','), ("period", '.'),
    ("semi", ';'), ("equals", '='), ("quest", '?'), ("commat", '@'), ("lbrack", '['), ("lsqb", '['),
    ("rbrack", ']'), ("rsqb", ']'), ("lowbar", '_'), ("grave", '`'), ("lbrace", '{'), ("lcub", '{'),
    ("rbrace", '}'), ("rcub", '}'), ("verbar", '|'), ("vert", '|'), ("dollar", '$'), ("hyphen", '‐'),
    ("auml", 'ä'), ("ouml", 'ö'), ("uuml", 'ü'), ("Auml", 'Ä'), ("Ouml", 'Ö'), ("Uuml", 'Ü'), ("szlig", 'ß'),
    ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("atilde", 'ã'), ("aring", 'å'), ("aelig", 'æ'),
    ("ccedil", 'ç'), ("egrave", 'è'), ("eacute", 'é'), ("ecirc", 'ê'), ("euml", 'ë'), ("igrave", 'ì'),
    ("iacute", 'í'), ("icirc", 'î'), ("iuml", 'ï'), ("ntilde", 'ñ'), ("ograve", 'ò'), ("oacute", 'ó'),
    ("ocirc", 'ô'), ("otilde", 'õ'), ("oslash", 'ø'), ("ugrave", 'ù'), ("uacute", 'ú'), ("ucirc", 'û'),
    ("Agrave", 'À'), ("Aring", 'Å'), ("AElig", 'Æ'), ("Ccedil", 'Ç'), ("Egrave", 'È'), ("Eacute", 'É'),
    ("Ntilde", 'Ñ'), ("Oslash", 'Ø'), ("oelig", 'œ'), ("OElig", 'Œ'), ("scaron", 'š'), ("Scaron", 'Š'),
    ("ndash", '–'), ("mdash", '—'), ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'),
    ("rdquo", '”'), ("bdquo", '„'), ("laquo", '«'), ("raquo", '»'), ("lsaquo", '‹'), ("rsaquo", '›'),
    ("hellip", '…'), ("bull", '•'), ("middot", '·'), ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'),
    ("sect", '§'), ("para", '¶'), ("copy", '©'), ("reg", '®'), ("trade", '™'), ("deg", '°'), ("plusmn", '±'),
    ("times", '×'), ("divide", '÷'), ("minus", '−'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'),
    ("sup2", '²'), ("sup3", '³'), ("micro", 'µ'), ("le", '≤'), ("ge", '≥'), ("ne", '≠'), ("larr", '←'),
    ("rarr", '→'), ("uarr", '↑'), ("darr", '↓'), ("harr", '↔'), ("check", '✓'), ("cross", '✗'), ("iexcl", '¡'),
    ("iquest", '¿'), ("ordf", 'ª'), ("ordm", 'º'), ("shy", '\u{ad}'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'),
];
