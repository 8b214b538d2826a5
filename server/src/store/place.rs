//! Where a list goes on: a number, and an id where several entries share it.

use helpnook_contract::Cursor;

/// A cursor of this server: digits, and the last entry's id after a dot. Opaque to clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A time in milliseconds, an ordinal or an offset, as the list has it.
    pub at: i64,
    /// The last entry's id; empty where `at` alone is enough.
    pub id: String,
}

impl Place {
    /// Reads a cursor.
    pub fn read(cursor: &Cursor) -> Option<Self> {
        let cursor = cursor.as_str();
        let (at, id) = cursor.split_once('.').map_or((cursor, ""), |(at, id)| (at, id));
        let is_number = (1..=15).contains(&at.len()) && at.bytes().all(|byte| byte.is_ascii_digit());
        let has_id = cursor.len() > at.len();
        let is_id = (1..=40).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase() || byte == b'_');
        let at = at.parse().ok().filter(|_| is_number && (is_id || !has_id))?;
        Some(Self { at, id: id.to_owned() })
    }

    /// Writes a cursor.
    pub fn write(&self) -> Cursor {
        let at = self.at.to_string();
        Cursor(if self.id.is_empty() { at } else { [&at, ".", &self.id].concat() })
    }
}

/// Takes the entry too many off, which was read to see whether there is a next page, and tells the cursor of that page.
pub(super) fn cut<T>(rows: &mut Vec<T>, page: usize, place: impl Fn(&T) -> Place) -> Option<Cursor> {
    if rows.len() <= page {
        return None;
    }
    rows.truncate(page);
    rows.last().map(|last| place(last).write())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        for place in
            [Place { at: 20, id: String::new() }, Place { at: 1_700_000_000_000, id: "tkt_0a".to_owned() }]
        {
            assert_eq!(Place::read(&place.write()), Some(place));
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for wrong in ["", "x", "-1", "+1", "1.", "1.A", "1234567890123456", "1.x.y", "1\u{0}", "٣"] {
            assert_eq!(Place::read(&Cursor(wrong.to_owned())), None, "{wrong:?}");
        }
    }
}
