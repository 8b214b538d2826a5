//! The message about a pending write.

use crate::i18n::TextKey;
use crate::state::device_storage::stored::Delivery;

/// The message about a pending write.
pub(crate) fn message(delivery: Delivery) -> TextKey {
    match delivery {
        Delivery::Underway => TextKey::WillBeSent,
        Delivery::Refused => TextKey::NotAccepted,
        Delivery::Unknown => TextKey::PerhapsSent,
    }
}
