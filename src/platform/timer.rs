//! Waiting. Natively time stands still until a test moves it.

/// Waits so many milliseconds.
#[cfg(target_arch = "wasm32")]
pub async fn after(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Runs something once, before the next frame is drawn.
#[cfg(target_arch = "wasm32")]
pub fn next_frame(run: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let run = wasm_bindgen::closure::Closure::once_into_js(run);
        let _ = window.request_animation_frame(wasm_bindgen::JsCast::unchecked_ref(&run));
    }
}

/// Natively nothing is drawn.
#[cfg(not(target_arch = "wasm32"))]
pub fn next_frame(_run: impl FnOnce() + 'static) {}

#[cfg(not(target_arch = "wasm32"))]
pub use still::{advance, after};

#[cfg(not(target_arch = "wasm32"))]
mod still {
    use std::cell::{Cell, RefCell};
    use std::future::poll_fn;
    use std::task::{Poll, Waker};

    thread_local! {
        static TURN: Cell<u64> = const { Cell::new(0) };
        static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
    }

    /// Waits until a test calls [`advance`].
    pub async fn after(_milliseconds: u32) {
        let start = TURN.get();
        poll_fn(move |context| {
            if TURN.get() > start {
                return Poll::Ready(());
            }
            WAITING.with(|waiting| waiting.borrow_mut().push(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }

    /// Ends every wait that has begun.
    pub fn advance() {
        TURN.set(TURN.get() + 1);
        WAITING.with(|waiting| waiting.borrow_mut().drain(..).for_each(Waker::wake));
    }
}
