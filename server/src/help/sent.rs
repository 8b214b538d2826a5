//! What follows a request that was sent: its reference, and what happens next, without a promise that is not kept.
//!
//! The request's key never stands in an address. A browser with JavaScript gives it to the widget on this origin, which then
//! follows the request; without, nothing can keep it, and the page says so.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use helpnook_contract::tickets::TicketCreated;
use maud::html;

use super::assets::keep_script;
use super::home::reply_time;
use super::page::{Draw, Keep};
use super::visit::Visit;
use super::words::Word;

/// The page for a request of someone with this address.
pub(super) fn page(visit: &Visit, created: &TicketCreated, email: &str) -> Response {
    let words = visit.words;
    let content = html! {
        h1 { (words.get(Word::SentTitle)) }
        p.reference { (words.get(Word::PageSentReference)) " " strong dir="ltr" { (created.reference) } }
        p { (words.fill(Word::PageSentTeam, &[("email", email)])) }
        (reply_time(visit))
        p.notice { (words.get(Word::PageSentNoMail)) }
        // `keep.js` takes the key from here, and shows one of the two.
        div #sent data-id=(created.id.as_str()) data-reference=(created.reference) data-key=(created.ticket_key) data-language=(visit.language) {
            p #not-kept { (words.get(Word::PageSentNotKept)) }
            p #kept hidden {
                (words.get(Word::PageSentKept)) " "
                button.button type="button" { (words.get(Word::PageSentFollow)) }
            }
        }
        p { a.quiet href=(visit.address("")) { (words.get(Word::BackToHelp)) } }
    };
    let draw = Draw::new(words.get(Word::SentTitle), content).rest("{}").status(StatusCode::CREATED);
    draw.keep(Keep::Never).hidden().script(keep_script()).reply(visit, &HeaderMap::new())
}
