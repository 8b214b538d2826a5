//! What a part shows of a state: read again whenever the signals in it change.

use std::rc::Rc;

/// A value that changes.
pub type Read<T> = Rc<dyn Fn() -> T>;
