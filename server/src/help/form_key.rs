//! The proof that a form is one of ours: when it was drawn and under which key it is sent, signed. It takes the place of a
//! cookie. Who lacks it is not turned away: the form is drawn again with everything that was typed.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::clock::Moment;
use crate::random;
use crate::secret::{Secret, hex, sha256};

/// How long a form may stay open.
const LIFE: i64 = Moment::DAY;
const FILE: &str = "form.key";

/// What forms are signed with. Kept in the data folder, so that forms outlive a restart.
#[derive(Clone, Debug)]
pub(super) struct FormKey(Arc<Secret>);

/// What came back with a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proof {
    /// The key under which it is sent once; a new one where none of ours came back: with a key that somebody else has
    /// chosen they could ask for the reply, which holds the key of the ticket.
    pub(super) attempt: String,
    /// Whether it was drawn by us, and not too long ago.
    pub(super) is_good: bool,
}

impl FormKey {
    /// The key of a data folder, made when there is none. Where it cannot be kept it lasts as long as the process.
    pub(super) fn of(folder: &Path) -> Self {
        let new = hex(&random::bytes::<32>());
        let path = folder.join(FILE);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let made = options.open(&path).and_then(|mut file| file.write_all(new.as_bytes()));
        let kept = match made {
            Ok(()) => Some(new.clone()),
            Err(_) => match std::fs::read_to_string(&path) {
                Ok(text) if text.len() == new.len() => Some(text),
                // Cut short, as by a full disk when it was made: it would be so at every start.
                Ok(_) => std::fs::write(&path, &new).ok().map(|()| new.clone()),
                Err(_) => None,
            },
        };
        if kept.is_none() {
            tracing::warn!("the key of the help page's forms cannot be kept: forms do not outlive a restart");
        }
        Self(Arc::new(Secret::sent(&kept.unwrap_or(new))))
    }

    /// The proof that goes with a form drawn now.
    pub(super) fn proof(&self, now: Moment, attempt: &str) -> String {
        [&now.0.to_string(), ".", attempt, ".", &self.signature(now.0, attempt)].concat()
    }

    /// Reads what came back.
    pub(super) fn read(&self, proof: &str, now: Moment) -> Proof {
        let mut parts = proof.splitn(3, '.');
        let at: Option<i64> = parts.next().and_then(|text| text.parse().ok());
        let attempt = parts.next().filter(|text| is_attempt(text));
        let signature = parts.next().unwrap_or_default();
        let is_ours = |at, attempt: &str| {
            // Compared as hashes: how long it takes tells nothing about the right one.
            sha256(&[signature.as_bytes()]) == sha256(&[self.signature(at, attempt).as_bytes()])
        };
        match (at, attempt) {
            (Some(at), Some(attempt)) if is_ours(at, attempt) => {
                Proof { attempt: attempt.to_owned(), is_good: (0..=LIFE).contains(&now.0.saturating_sub(at)) }
            }
            _ => Proof { attempt: new_attempt(), is_good: false },
        }
    }

    fn signature(&self, at: i64, attempt: &str) -> String {
        let parts = [self.0.reveal().as_bytes(), b"help form", &at.to_be_bytes(), attempt.as_bytes()];
        Secret::derived("", &parts).reveal().to_owned()
    }
}

/// The key of a form that was never sent.
pub(super) fn new_attempt() -> String {
    random::id("form_")
}

fn is_attempt(text: &str) -> bool {
    let digits = text.strip_prefix("form_").unwrap_or_default();
    digits.len() == 26 && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(std::path::PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    fn folder() -> Folder {
        let path = std::env::temp_dir().join(random::id("helpnook-form-"));
        std::fs::create_dir(&path).expect("a new folder");
        Folder(path)
    }

    #[test]
    fn a_form_of_ours_is_known_for_a_day_and_after_a_restart() {
        let folder = folder();
        let attempt = new_attempt();
        let proof = FormKey::of(&folder.0).proof(Moment(1000), &attempt);
        let again = FormKey::of(&folder.0);
        assert_eq!(again.read(&proof, Moment(1000)), Proof { attempt: attempt.clone(), is_good: true });
        assert!(again.read(&proof, Moment(1000 + LIFE)).is_good);
        for late in [Moment(1001 + LIFE), Moment(999)] {
            assert_eq!(again.read(&proof, late), Proof { attempt: attempt.clone(), is_good: false });
        }
    }

    #[test]
    fn what_was_changed_or_made_elsewhere_is_no_proof() {
        let (ours, theirs) = (folder(), folder());
        let key = FormKey::of(&ours.0);
        let proof = key.proof(Moment(1000), &new_attempt());
        let later = proof.replacen("1000", "1001", 1);
        let foreign = FormKey::of(&theirs.0).proof(Moment(1000), &new_attempt());
        for bad in [
            "",
            ".",
            "..",
            "x.y.z",
            &later,
            &foreign,
            &proof[..proof.len() - 1],
            &[proof.as_str(), "0"].concat(),
        ] {
            let read = key.read(bad, Moment(1001));
            assert!(!read.is_good, "{bad}");
            assert!(
                is_attempt(&read.attempt) && !bad.contains(&read.attempt),
                "a key of others is not taken over: {bad}"
            );
        }
    }

    #[test]
    fn a_key_that_was_cut_short_is_made_anew_and_kept() {
        let folder = folder();
        std::fs::write(folder.0.join(FILE), "abc").expect("written");
        let proof = FormKey::of(&folder.0).proof(Moment(1000), &new_attempt());
        assert!(FormKey::of(&folder.0).read(&proof, Moment(1000)).is_good);
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let key = FormKey::of(&folder.0);
        let mode = std::fs::metadata(folder.0.join(FILE)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
        assert!(!format!("{key:?}").contains(key.0.reveal()));
    }
}
