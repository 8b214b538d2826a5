//! Numbers and times in a few words.

use helpnook_contract::agent::StatusCount;
use helpnook_contract::tickets::TicketStatus;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago something was, from its age in seconds; none once a date says more (30 days).
/// A clock that runs behind makes ages negative: those count as now.
pub(crate) fn ago(seconds: i64) -> Option<String> {
    match seconds {
        ..MINUTE => Some("just now".to_owned()),
        MINUTE..HOUR => Some(format!("{} min ago", seconds / MINUTE)),
        HOUR..DAY => Some(format!("{} h ago", seconds / HOUR)),
        DAY.. if seconds < 2 * DAY => Some("1 day ago".to_owned()),
        _ if seconds < 30 * DAY => Some(format!("{} days ago", seconds / DAY)),
        _ => None,
    }
}

/// A length of time in minutes, in its largest fitting unit, rounded: `45 min`, `3 h`, `2 days`.
pub(crate) fn length(minutes: u32) -> String {
    match minutes {
        0..90 => format!("{} min", minutes.max(1)),
        90..2160 => format!("{} h", (minutes + 30) / 60),
        _ => format!("{} days", (minutes + 720) / 1440),
    }
}

/// A share from 0 to 1 as a whole percentage.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0)
}

/// The size of a file.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(u32::try_from(bytes).unwrap_or_default(), "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}

/// A number with its noun.
pub(crate) fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// How many tickets stand at `status`; all when absent.
pub(crate) fn tickets_at(counts: &[StatusCount], status: Option<TicketStatus>) -> u32 {
    counts
        .iter()
        .filter(|entry| status.is_none_or(|wanted| entry.status == wanted))
        .map(|entry| entry.count)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_unit_people_would_use() {
        let cases = [
            (-90, "just now"),
            (59, "just now"),
            (60, "1 min ago"),
            (3599, "59 min ago"),
            (3600, "1 h ago"),
            (DAY, "1 day ago"),
            (2 * DAY, "2 days ago"),
            (30 * DAY - 1, "29 days ago"),
        ];
        for (seconds, words) in cases {
            assert_eq!(ago(seconds).as_deref(), Some(words), "{seconds}");
        }
        assert_eq!(ago(30 * DAY), None);
    }

    #[test]
    fn lengths_are_rounded_to_what_matters() {
        let cases =
            [(0, "1 min"), (45, "45 min"), (90, "2 h"), (180, "3 h"), (1440, "24 h"), (2880, "2 days")];
        for (minutes, words) in cases {
            assert_eq!(length(minutes), words);
        }
    }

    #[test]
    fn sizes_are_never_shown_as_nothing() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(1_200), "2 kB");
        assert_eq!(size(5_240_000), "5.2 MB");
    }

    #[test]
    fn shares_are_whole_percentages() {
        assert_eq!(percent(0.916), "92 %");
        assert_eq!(percent(7.0), "100 %");
    }

    #[test]
    fn counts_are_summed_over_the_statuses_asked_for() {
        let counts = [
            StatusCount { status: TicketStatus::New, count: 2 },
            StatusCount { status: TicketStatus::Open, count: 3 },
        ];
        assert_eq!(tickets_at(&counts, Some(TicketStatus::New)), 2);
        assert_eq!(tickets_at(&counts, Some(TicketStatus::Closed)), 0);
        assert_eq!(tickets_at(&counts, None), 5);
    }
}
