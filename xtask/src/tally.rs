//! How many tests passed and failed, read from what each runner prints at its end.

use crate::steps::Followed;
use std::ops::AddAssign;

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// A part that could not even run.
    pub(crate) const BROKEN: Tally = Tally { passed: 0, failed: 1 };

    /// Counts a run by its closing lines; a run that failed without counting a failed test (it did not
    /// compile, say) counts as one.
    pub(crate) fn of(run: &Followed, count: impl Fn(&[String]) -> Tally) -> Tally {
        let tally = count(&run.lines);
        if run.is_success || tally.failed > 0 { tally } else { Tally { failed: 1, ..tally } }
    }

    /// No test at all is a failure where there must be some: a runner that finds none looks the same as a good one.
    pub(crate) fn not_empty(self) -> Tally {
        if self == Tally::default() { Tally::BROKEN } else { self }
    }
}

/// `Summary [ 0.1s] 3 tests run: 1 passed (1 leaky), 1 failed, 1 timed out, 0 skipped`
pub(crate) fn nextest(lines: &[String]) -> Tally {
    let Some((_, counts)) = lines.iter().rev().find_map(|line| split_nextest(line)) else {
        return Tally::default();
    };
    let mut tally = Tally::default();
    for part in counts.split(',') {
        let part = part.trim();
        let count = leading_number(part);
        match part.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start() {
            what if what.starts_with("passed") => tally.passed += count,
            what if ["failed", "timed out", "exec failed"].iter().any(|bad| what.starts_with(bad)) => {
                tally.failed += count;
            }
            _ => {}
        }
    }
    tally
}

fn split_nextest(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start().strip_prefix("Summary")?;
    line.split_once("tests run:").or_else(|| line.split_once("test run:"))
}

/// `test result: ok. 5 passed; 0 failed; 0 ignored; …`, once for each test program and each crate's examples.
pub(crate) fn cargo_test(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines.iter().filter_map(|line| line.trim_start().strip_prefix("test result:")) {
        for part in line.split([';', '.']).map(str::trim) {
            match part.split_once(' ') {
                Some((count, "passed")) => tally.passed += leading_number(count),
                Some((count, "failed")) => tally.failed += leading_number(count),
                _ => {}
            }
        }
    }
    tally
}

/// Node's closing lines: `# pass 3` (TAP) or `ℹ pass 3` (spec). A cancelled test did not pass.
pub(crate) fn node(lines: &[String]) -> Tally {
    let last = |what: &str| {
        let count = |line: &String| {
            let line = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "))?;
            line.strip_prefix(what)?.strip_prefix(' ')?.parse::<u32>().ok()
        };
        lines.iter().rev().find_map(count).unwrap_or(0)
    };
    Tally { passed: last("pass"), failed: last("fail") + last("cancelled") }
}

/// The attributes of a JUnit report's `<testsuites …>`.
pub(crate) fn junit(report: &str) -> Tally {
    let Some(head) = report.split("<testsuites").nth(1).and_then(|rest| rest.split('>').next()) else {
        return Tally::default();
    };
    let number = |name: &str| {
        let value = head.split(&format!(" {name}=\"")).nth(1);
        value.map_or(0, leading_number)
    };
    let failed = number("failures") + number("errors");
    Tally { passed: number("tests").saturating_sub(failed + number("skipped")), failed }
}

fn leading_number(text: &str) -> u32 {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn nextest_summary_is_counted() {
        let text = "PASS a\n------\n     Summary [   0.012s] 7 tests run: 3 passed (1 flaky), 2 failed, 1 timed out, 1 exec failed, 4 skipped\nFAIL b";
        assert_eq!(nextest(&lines(text)), Tally { passed: 3, failed: 4 });
        let text = "     Summary [   0.001s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(nextest(&lines(text)), Tally { passed: 1, failed: 0 });
        let text = "     Summary [   0.001s] 3/9 tests run: 2 passed, 1 failed, 0 skipped";
        assert_eq!(nextest(&lines(text)), Tally { passed: 2, failed: 1 });
    }

    #[test]
    fn cargo_test_results_are_summed() {
        let text = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(cargo_test(&lines(text)), Tally { passed: 7, failed: 3 });
    }

    #[test]
    fn node_summaries_of_both_reporters_are_counted() {
        let tap = "# a test said: pass 99 times\n# tests 5\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0";
        assert_eq!(node(&lines(tap)), Tally { passed: 3, failed: 2 });
        let spec = "ℹ tests 2\nℹ pass 2\nℹ fail 0\nℹ cancelled 0";
        assert_eq!(node(&lines(spec)), Tally { passed: 2, failed: 0 });
    }

    #[test]
    fn junit_report_is_counted() {
        let report = "<?xml?>\n<testsuites errors=\"1\" failures=\"2\" skipped=\"1\" tests=\"9\" time=\"1.0\">\n<testsuite tests=\"4\"/>";
        assert_eq!(junit(report), Tally { passed: 5, failed: 3 });
        assert_eq!(junit("no report"), Tally::default());
    }

    #[test]
    fn a_run_that_broke_before_any_test_counts_as_failed() {
        let run = Followed { lines: lines("error: could not compile"), is_success: false };
        assert_eq!(Tally::of(&run, nextest), Tally::BROKEN);
        let run = Followed { lines: Vec::new(), is_success: true };
        assert_eq!(Tally::of(&run, nextest), Tally::default());
        assert_eq!(Tally::of(&run, nextest).not_empty(), Tally::BROKEN);
    }
}
