//! The message about a pending write.

use crate::i18n::TextKey;
use crate::state::delivery::Delivery;

/// The message about a pending write.
pub(crate) fn message(delivery: Delivery) -> TextKey {
    match delivery {
        Delivery::Underway => TextKey::WillBeSent,
        Delivery::Refused => TextKey::NotAccepted,
        Delivery::Unknown => TextKey::PerhapsSent,
    }
}
