//! From a listening socket to the last answer: which part answers what, and how the server stops.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::routing::MethodRouter;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower::ServiceExt;

/// How long requests under way may take once the server is told to stop: what a process manager waits at the least.
pub const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// The API with the help pages, and the site, under one roof: what is not the API's is a file of the site.
pub fn app(api: Router, site: MethodRouter) -> Router {
    Router::new().fallback(move |request: Request| async move {
        if is_api(request.uri().path()) { api.oneshot(request).await } else { site.oneshot(request).await }
    })
}

fn is_api(path: &str) -> bool {
    matches!(path, "/v1" | "/healthz" | "/openapi.json" | "/help")
        || path.starts_with("/v1/")
        || path.starts_with("/help/")
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Every request was answered.
    Answered,
    /// Some took too long and were given up.
    GaveUp,
}

/// Takes a place to listen at.
///
/// # Errors
/// A sentence that says why it cannot be had and what to do.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "{address} is in use: stop the program that listens there, or choose another port with --listen {}",
            SocketAddr::new(address.ip(), address.port().checked_add(1).unwrap_or(8787))
        ),
        std::io::ErrorKind::PermissionDenied => {
            format!("{address} may not be used: ports below 1024 are kept for administrators; choose another with --listen")
        }
        std::io::ErrorKind::AddrNotAvailable => {
            format!("{address} is no address of this machine; 127.0.0.1 and 0.0.0.0 always are")
        }
        _ => format!("cannot listen at {address}: {error}"),
    })
}

/// Answers until `stop` is over, then finishes what is under way, within `patience`.
///
/// # Errors
/// When the socket fails.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
) -> std::io::Result<Stopped> {
    let (stopping, has_to_stop) = oneshot::channel();
    let stop = async move {
        stop.await;
        tracing::info!("stopping");
        // The other end is gone only when the server is, too.
        let _ = stopping.send(());
    };
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    let too_late = async {
        if has_to_stop.await.is_err() {
            // The server ended by itself: there is nothing to hurry.
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        ended = async { server.await } => ended.map(|()| Stopped::Answered),
        () = too_late => Ok(Stopped::GaveUp),
    }
}

/// Over when the operator (Ctrl-C) or the system (SIGTERM) wants the program to stop.
///
/// # Errors
/// When the system does not let it listen to signals.
pub fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Without a handler Ctrl-C ends the program at once, which is the next best thing.
        let _ = tokio::signal::ctrl_c().await;
    })
}
