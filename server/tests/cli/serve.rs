use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use helpnook_server::serve::{self, Stopped};

use crate::program::{Ended, Folder};

/// A server that runs, and what it says.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
    address: String,
}

impl Running {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("an output"));
        let err = BufReader::new(child.stderr.take().expect("an error output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("the server speaks");
        let address = line.trim().rsplit(' ').next().unwrap_or_default().to_owned();
        Self { child, out, err, address }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap_or_else(|error| panic!("{}: {error}", self.address))
    }

    fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)
            .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn tell_to_stop(&self, signal: &str) {
        let told =
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
    }

    fn ended(mut self) -> Ended {
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).expect("the rest of the output");
        self.err.read_to_string(&mut err).expect("the rest of the errors");
        Ended { code: self.child.wait().expect("an end").code(), out, err }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a failed test it would run on; after a good one it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn server_answers_and_stops_when_told() {
    for signal in ["-TERM", "-INT"] {
        let server = Running::start(&Folder::new(&format!("stop{signal}")), &[]);
        assert!(server.get("/healthz").starts_with("HTTP/1.1 200"), "it says where it listens once it does");
        assert!(server.get("/openapi.json").contains("\"openapi\""));
        assert!(server.get("/v1/nothing").contains("application/problem+json"));
        assert!(server.get("/").contains("--site-dir"), "without a site it says what to do");
        server.tell_to_stop(signal);
        let ended = server.ended();
        assert_eq!(ended.code, Some(0), "{ended:?}");
    }
}

#[test]
fn request_under_way_is_answered_before_the_stop() {
    let mut server = Running::start(&Folder::new("under-way"), &[]);
    let body = r#"{"subject":"S","message":"M","requester":{"email":"eve@example.com"}}"#;
    let mut stream = BufReader::new(server.connect());
    write!(
        stream.get_mut(),
        "POST /v1/tickets HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nIdempotency-Key: one\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        server.address,
        body.len()
    )
    .expect("sent");
    let mut line = String::new();
    stream.read_line(&mut line).expect("the server asks for the body");
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    stream.read_line(&mut line).expect("an empty line");

    server.tell_to_stop("-TERM");
    while !line.contains("stopping") {
        line.clear();
        assert_ne!(
            server.err.read_line(&mut line).expect("the log"),
            0,
            "the server ended before its answer"
        );
    }
    stream.get_mut().write_all(body.as_bytes()).expect("the server still reads");
    line.clear();
    stream.read_line(&mut line).expect("an answer");
    assert!(line.starts_with("HTTP/1.1 201"), "{line}");
    assert_eq!(server.ended().code, Some(0));
}

#[tokio::test]
async fn request_that_takes_too_long_is_given_up() {
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let begun = Arc::new(Mutex::new(Some(begun)));
    let endless = get(move || async move {
        if let Some(begun) = begun.lock().expect("nobody failed").take() {
            begun.send(()).expect("the test waits");
        }
        std::future::pending::<()>().await;
    });
    let listener = serve::listen("127.0.0.1:0".parse().expect("an address")).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let mut stream = TcpStream::connect(address).expect("connected");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    let stop = async move { has_begun.await.expect("the request begins") };
    let stopped = serve::serve(listener, Router::new().route("/", endless), stop, Duration::ZERO).await;
    assert_eq!(stopped.expect("an end"), Stopped::GaveUp);
}

#[test]
fn port_in_use_is_told_with_the_remedy() {
    let folder = Folder::new("in-use");
    let server = Running::start(&folder, &[]);
    let ended = Folder::new("in-use-second").run(&["serve", "--listen", &server.address]);
    assert_eq!(ended.code, Some(1));
    let told = format!("{} is in use: ", server.address);
    assert!(ended.err.contains(&told) && ended.err.contains("--listen"), "{ended:?}");
}

#[test]
fn demo_has_articles_in_two_languages_and_a_fresh_token_each_start() {
    let folder = Folder::new("demo");
    let mut tokens: Vec<String> = Vec::new();
    for _ in 0..2 {
        let mut server = Running::start(&folder, &["--demo"]);
        assert!(server.get("/v1/site").contains("Fernhill Supply"));
        assert!(server.get("/v1/articles?language=de&query=Lieferung").contains("\"language\":\"de\""));
        let mut line = String::new();
        while !line.contains("hnk_") {
            line.clear();
            assert_ne!(server.out.read_line(&mut line).expect("the output"), 0, "no token was printed");
        }
        let token =
            line.split_whitespace().find(|word| word.starts_with("hnk_")).expect("a token").to_owned();
        let status = |token: &str| {
            let mut stream = server.connect();
            let (host, path) = (&server.address, "/v1/agent/tickets");
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
            )
            .expect("sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("an answer");
            answer.split(' ').nth(1).map(str::to_owned)
        };
        assert_eq!(status(&token).as_deref(), Some("200"));
        for old in &tokens {
            assert_eq!(status(old).as_deref(), Some("401"), "the last start's token is taken back");
        }
        tokens.push(token);
        server.tell_to_stop("-TERM");
        let ended = server.ended();
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(!ended.err.contains("refused=1"), "every article of the demo is right: {ended:?}");
    }
}

#[test]
fn articles_that_another_process_imports_are_served_at_once() {
    let folder = Folder::new("imported-meanwhile");
    let server = Running::start(&folder, &[]);
    assert!(server.get("/v1/articles?query=lantern").contains("\"items\":[]"));
    folder.write("lantern.md", "---\nid: lantern\ntitle: My lantern blinks\n---\nCharge it.\n");
    let ended = folder.run(&["import-faq", "lantern.md"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(server.get("/v1/articles?query=lantern").contains("\"id\":\"lantern\""));
    assert!(server.get("/v1/site").contains("\"articles\":1"), "the index file is made anew, too");
}

#[test]
fn log_holds_no_personal_data() {
    let server = Running::start(&Folder::new("log"), &[]);
    server.get("/v1/articles?query=my%20secret%20illness");
    server.get("/eve@example.com?token=secret");
    server.tell_to_stop("-TERM");
    let ended = server.ended();
    assert!(ended.err.contains("/v1/articles"), "requests are logged: {ended:?}");
    for private in ["illness", "secret", "eve@", "127.0.0.1:"] {
        assert!(!ended.err.contains(private), "{private} is in the log: {ended:?}");
    }
}
