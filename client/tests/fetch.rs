//! The transport of a browser, over whatever a page has made of `fetch`.

#![cfg(target_arch = "wasm32")]

use helpnook_browser_json as json;
use helpnook_client::fetch::Fetch;
use helpnook_client::{Answer, Body, Failure, Request, Response, Transport};
use helpnook_contract::articles::{CreateVote, Vote, Votes};
use helpnook_contract::site::GetSite;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A replacement of the page's `fetch` until it is dropped. Its calls are in `window.calls`.
struct Replaced(JsValue);

impl Replaced {
    /// By a function of `url` and `init`, whose body this is.
    fn by(body: &str) -> Self {
        let window = js_sys::global();
        let real = Reflect::get(&window, &"fetch".into()).expect("fetch");
        let script =
            format!("window.calls = []; window.fetch = (url, init) => {{ calls.push([url, init]); {body} }}");
        run(&script);
        Self(real)
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.0).expect("the real one");
    }
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).expect("a script")
}

fn text_of(script: &str) -> Option<String> {
    run(&format!("return {script}")).as_string()
}

fn vote() -> CreateVote {
    CreateVote { id: "a b".into(), body: Vote { helpful: true, reason: None, language: None } }
}

async fn get(transport: &Fetch) -> Result<json::Value, Failure> {
    transport.send(Request::new(&GetSite::default())).await.and_then(Response::outcome)
}

#[wasm_bindgen_test]
async fn a_page_that_breaks_fetch_gives_no_answer_and_nothing_else() {
    for body in [
        "throw new Error('no fetch here')",
        "throw 'no fetch here'",
        "return Promise.reject(new Error('no fetch here'))",
        "return Promise.reject('no fetch here')",
        "return Promise.reject()",
        "return Promise.reject({ get name() { throw 1 } })",
        "return undefined",
        "return 'a text'",
        "return Promise.resolve({ status: 200, text: 5 })",
        "return { then(done) { done(null) } }",
        "return url.startsWith(5).x.y",
    ] {
        let _replaced = Replaced::by(body);
        let backend = Fetch::new("https://help.example");
        assert_eq!(get(&backend).await, Err(Failure::Offline), "{body}");
        assert_eq!(backend.download("/file".to_owned(), None).await, Err(Failure::Offline), "{body}");
    }
}

#[wasm_bindgen_test]
async fn the_end_of_the_time_limit_is_told_apart() {
    let _replaced = Replaced::by("return Promise.reject(new DOMException('late', 'TimeoutError'))");
    assert_eq!(get(&Fetch::new("")).await, Err(Failure::TimedOut));
    let _replaced = Replaced::by(
        "const reply = new Response('{'); \
         reply.text = () => Promise.reject(new DOMException('late', 'TimeoutError')); \
         return Promise.resolve(reply)",
    );
    assert_eq!(get(&Fetch::new("")).await, Err(Failure::TimedOut));
}

#[wasm_bindgen_test]
async fn a_call_goes_out_with_its_method_headers_and_body() {
    let _replaced = Replaced::by("return Promise.resolve(new Response('{\"helpful\":3,\"not_helpful\":1}'))");
    let backend = Fetch::new("https://help.example/");
    let mut request = Request::new(&vote());
    request.authorization = Some("Bearer tk_1".to_owned());
    request.idempotency_key = Some("key-1".to_owned());
    let answer =
        Answer::<CreateVote>::from(Box::pin(
            async move { backend.send(request).await.and_then(Response::outcome) },
        ) as helpnook_client::Local<_>);
    assert_eq!(answer.await, Ok(Votes { helpful: 3, not_helpful: 1 }));
    for (expression, expected) in [
        ("calls[0][0]", "https://help.example/v1/articles/a%20b/votes"),
        ("calls[0][1].method", "POST"),
        ("calls[0][1].credentials", "omit"),
        ("calls[0][1].referrerPolicy", "no-referrer"),
        ("calls[0][1].body", r#"{"helpful":true}"#),
        ("String(calls[0][1].keepalive)", "true"),
        ("String(calls[0][1].signal instanceof AbortSignal)", "true"),
        ("String(Object.getPrototypeOf(calls[0][1]))", "null"),
        ("calls[0][1].headers.get('authorization')", "Bearer tk_1"),
        ("calls[0][1].headers.get('idempotency-key')", "key-1"),
        ("calls[0][1].headers.get('content-type')", "application/json"),
    ] {
        assert_eq!(text_of(expression).as_deref(), Some(expected), "{expression}");
    }
}

#[wasm_bindgen_test]
async fn a_large_body_is_not_kept_alive_and_a_file_is_sent_as_it_is() {
    let _replaced = Replaced::by("return Promise.resolve(new Response('{}'))");
    let mut large = vote();
    large.body.reason = Some("x".repeat(20_000));
    let backend = Fetch::same_origin();
    let _ = backend.send(Request::new(&large)).await;
    let blob: web_sys::Blob = run("return new Blob(['bytes'])").unchecked_into();
    let mut upload = Request::new(&vote());
    upload.body = Body::File(blob);
    let _ = backend.send(upload).await;
    assert_eq!(text_of("String(calls[0][1].keepalive)").as_deref(), Some("undefined"));
    assert_eq!(text_of("calls[0][0]").as_deref(), Some("/v1/articles/a%20b/votes"));
    assert_eq!(text_of("calls[0][1].credentials").as_deref(), Some("same-origin"));
    assert_eq!(text_of("String(calls[1][1].body.size)").as_deref(), Some("5"));
    assert_eq!(
        text_of("calls[1][1].headers.get('content-type')").as_deref(),
        Some("application/octet-stream")
    );
}

#[wasm_bindgen_test]
async fn a_key_that_no_header_can_hold_is_left_out() {
    let _replaced = Replaced::by("return Promise.resolve(new Response('{}', { status: 404 }))");
    let mut request = Request::new(&GetSite::default());
    request.authorization = Some("Bearer tk_\n\u{1f600}".to_owned());
    let outcome = Fetch::new("").send(request).await.and_then(Response::outcome);
    assert_eq!(outcome, Err(Failure::NotFound));
    assert_eq!(text_of("String(calls[0][1].headers.get('authorization'))").as_deref(), Some("null"));
}

#[wasm_bindgen_test]
async fn refusals_and_bodies_that_are_no_json_are_failures() {
    let reply = |status: u16, body: &str, headers: &str| {
        Replaced::by(&format!(
            "return Promise.resolve(new Response({body}, {{ status: {status}, headers: {headers} }}))"
        ))
    };
    let backend = Fetch::new("");
    {
        let _replaced = reply(503, "'<html>'", "{ 'Retry-After': '7' }");
        assert_eq!(get(&backend).await, Err(Failure::Busy { seconds: 7 }));
        assert_eq!(backend.download("/file".to_owned(), None).await, Err(Failure::Busy { seconds: 7 }));
    }
    {
        let _replaced = reply(502, "'<html>'", "{}");
        assert_eq!(get(&backend).await, Err(Failure::Broken(502)));
    }
    {
        let _replaced = reply(200, "'<html>'", "{}");
        assert_eq!(get(&backend).await, Ok(JsValue::NULL));
        assert_eq!(backend.download("/file".to_owned(), None).await, Ok(b"<html>".to_vec()));
    }
    let _replaced = reply(204, "null", "{}");
    assert_eq!(get(&backend).await, Ok(JsValue::NULL));
}

#[wasm_bindgen_test]
async fn the_answer_to_a_dropped_caller_is_read_to_its_end() {
    let read = js_sys::Promise::from(run("return new Promise((done) => (window.done = done))"));
    let _replaced = Replaced::by(
        "const reply = new Response('{}'); \
         reply.text = () => { done(); return Promise.resolve('{}') }; \
         return Promise.resolve(reply)",
    );
    drop(Fetch::new("").send(Request::new(&GetSite::default())));
    JsFuture::from(read).await.expect("read");
}
