//! How often one address may write: a bucket for each address and kind of write, filled evenly over an hour; and what
//! counts once a day from one address.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::hash::BuildHasher as _;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::clock::Moment;
use crate::problem::Refusal;
use crate::state::AppState;

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// New tickets.
    Ticket,
    /// Replies, changes of status, ratings.
    Message,
    /// Uploaded files.
    Attachment,
    /// Votes on articles.
    Vote,
    /// Batches of what was searched and opened.
    Interactions,
    /// Customers signing in.
    Session,
}

/// How much each address has left. Lives in memory: a restart forgives.
#[derive(Clone, Debug, Default)]
pub struct Buckets(Arc<Mutex<HashMap<(Kind, IpAddr), Bucket>>>);

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Moment,
}

/// So many addresses are remembered before those that have all left are forgotten.
const REMEMBERED: usize = 10_000;
const HOUR: f64 = 3_600_000.0;

impl Buckets {
    /// Takes `count` (0 to look, 1 to take) from the bucket, or tells in how many seconds there will be one.
    /// `per_hour` 0 is no limit.
    fn take(&self, kind: Kind, address: IpAddr, per_hour: u32, now: Moment, count: f64) -> Result<(), u64> {
        if per_hour == 0 {
            return Ok(());
        }
        let full = f64::from(per_hour);
        let refilled = |bucket: &Bucket| {
            let passed = now.0.saturating_sub(bucket.at.0).max(0) as f64;
            (bucket.left + passed * full / HOUR).min(full)
        };
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| now.0.saturating_sub(bucket.at.0) < HOUR as i64);
        }
        let bucket = buckets.entry((kind, address)).or_insert(Bucket { left: full, at: now });
        let left = refilled(bucket);
        let allowed = left >= 1.0;
        *bucket = Bucket { left: if allowed { left - count } else { left }, at: now };
        if allowed { Ok(()) } else { Err(((1.0 - left) * HOUR / full / 1000.0).ceil().max(1.0) as u64) }
    }
}

/// What was told today, by which address: hashes by a key that this process alone has. Lives in memory, for the day.
#[derive(Clone, Debug, Default)]
pub struct Told(Arc<Mutex<Today>>, RandomState);

#[derive(Debug, Default)]
struct Today {
    day: i64,
    told: HashSet<u64>,
}

/// So much is remembered of a day, some megabytes, before it is forgotten.
const TOLD: usize = 200_000;

impl Told {
    /// Whether this address tells this for the first time today.
    fn is_first(&self, address: IpAddr, what: &[&str], now: Moment) -> bool {
        let day = now.0.div_euclid(Moment::DAY);
        let mut today = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if today.day != day || today.told.len() >= TOLD {
            *today = Today { day, told: HashSet::new() };
        }
        today.told.insert(self.1.hash_one((address, what)))
    }
}

/// Who calls, as far as the network tells. Never logged.
#[derive(Clone, Copy, Debug)]
pub struct Client(IpAddr);

impl Client {
    /// Counts one write of this client.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub fn may(self, kind: Kind, state: &AppState) -> Result<(), Refusal> {
        self.take(kind, state, 1.0)
    }

    /// Refuses at once what [`Client::may`] would refuse later; counts nothing.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub fn might(self, kind: Kind, state: &AppState) -> Result<(), Refusal> {
        self.take(kind, state, 0.0)
    }

    /// Whether this client tells something for the first time today. Where interactions have no limit, as behind a proxy,
    /// addresses tell nobody apart, and everything is new.
    pub fn is_first_today(self, what: &[&str], state: &AppState) -> bool {
        state.config.rate.interactions_per_hour == 0 || state.told.is_first(self.0, what, state.clock.now())
    }

    fn take(self, kind: Kind, state: &AppState, count: f64) -> Result<(), Refusal> {
        let rate = &state.config.rate;
        let per_hour = match kind {
            Kind::Ticket => rate.tickets_per_hour,
            Kind::Message => rate.messages_per_hour,
            Kind::Attachment => rate.attachments_per_hour,
            Kind::Vote => rate.votes_per_hour,
            Kind::Interactions => rate.interactions_per_hour,
            Kind::Session => rate.sessions_per_hour,
        };
        state.buckets.take(kind, self.0, per_hour, state.clock.now(), count).map_err(Refusal::TooMany)
    }
}

impl FromRequestParts<AppState> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self(network(address.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED)))))
    }
}

/// One home or company commonly has a whole /64 of IPv6, so that is what is counted.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V6(Ipv6Addr::LOCALHOST);

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::default();
        let take = |at| buckets.take(Kind::Ticket, HERE, 2, Moment(at), 1.0);
        assert_eq!([take(0), take(0), take(0)], [Ok(()), Ok(()), Err(1800)]);
        assert_eq!(take(900_000), Err(900));
        assert_eq!([take(1_800_000), take(1_800_000)], [Ok(()), Err(1800)]);
    }

    #[test]
    fn kinds_and_addresses_are_counted_apart() {
        let buckets = Buckets::default();
        let other = IpAddr::from([192, 0, 2, 1]);
        for (kind, address) in [(Kind::Ticket, HERE), (Kind::Vote, HERE), (Kind::Ticket, other)] {
            assert_eq!(buckets.take(kind, address, 1, Moment(0), 1.0), Ok(()));
        }
        assert!(buckets.take(Kind::Ticket, HERE, 1, Moment(0), 1.0).is_err());
        assert_eq!(buckets.take(Kind::Ticket, other, 0, Moment(0), 1.0), Ok(()));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_bucket() {
        let [one, other]: [IpAddr; 2] =
            ["2001:db8::1", "2001:db8::2:3"].map(|text| text.parse().expect("address"));
        assert_eq!(network(one), network(other));
        assert_ne!(network(one), network("2001:db8:0:1::1".parse().expect("address")));
    }

    #[test]
    fn an_address_tells_a_thing_once_a_day() {
        let told = Told::default();
        let other = IpAddr::from([192, 0, 2, 1]);
        let first = |address, what, at| told.is_first(address, &["en", what], Moment(at));
        assert_eq!([first(HERE, "a", 0), first(HERE, "a", 1), first(HERE, "b", 2)], [true, false, true]);
        assert_eq!([first(other, "a", 3), first(HERE, "a", Moment::DAY)], [true, true]);
    }

    #[test]
    fn a_look_takes_nothing() {
        let buckets = Buckets::default();
        let count = |count| buckets.take(Kind::Attachment, HERE, 1, Moment(0), count);
        assert_eq!((count(0.0), count(0.0), count(1.0)), (Ok(()), Ok(()), Ok(())));
        assert!(count(0.0).is_err() && count(1.0).is_err());
    }
}
