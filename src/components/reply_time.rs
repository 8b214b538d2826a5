//! A measured reply time in words.

use helpnook_contract::site::ReplyTime;

use crate::i18n::{I18n, TextKey};

/// How long replies usually take: `usually within 3 hours; 9 of 10 within a day`.
pub fn reply_time(i18n: I18n, time: ReplyTime) -> String {
    let duration = |minutes: u32| match minutes {
        0..=90 => i18n.count(TextKey::Minutes, minutes.max(5)),
        91..=2_879 => i18n.count(TextKey::Hours, minutes.div_ceil(60)),
        _ => i18n.count(TextKey::Days, minutes.div_ceil(1_440)),
    };
    let (usual, most) = (duration(time.usual_minutes), duration(time.nine_of_ten_minutes));
    let key = if usual == most { TextKey::ReplyTimeOnce } else { TextKey::ReplyTime };
    i18n.fill(key, &[("usual", &usual), ("most", &most)])
}
