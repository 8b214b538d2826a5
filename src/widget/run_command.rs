//! What a page tells the widget, done.

use super::Widget;
use crate::host::command::{Changes, Command, Identity, Target};
use crate::platform::page;
use crate::state::navigation::Screen;
use leptos::prelude::*;

impl Widget {
    /// Does what a page says. What the backend does not offer is told in one line.
    pub fn run(self, command: Command) {
        match command {
            Command::Navigate(target) => self.navigate(target),
            Command::Identify(identity) => self.identify(identity),
            Command::Set(changes) => self.change(changes),
            Command::Suggest(rules) => self.services().suggested.suggest(rules),
        }
    }

    /// Opens the panel at a place; from there back leads home.
    fn navigate(self, target: Target) {
        let way = self.services().navigation;
        match target {
            Target::Home => {
                self.home.search(String::new());
                self.home.browse(None);
                way.switch(Screen::Home);
            }
            Target::Search(query) => return self.search(query),
            Target::Article(id) => way.switch(Screen::Article(id)),
            Target::Compose(_) if self.is_off("compose", |features| features.tickets) => return,
            Target::Compose(prefill) => {
                self.new_ticket.prefill(prefill);
                way.switch(Screen::NewTicket);
            }
            Target::Requests | Target::Request(_)
                if self.is_off("requests", |features| features.tracking) =>
            {
                return;
            }
            Target::Requests => way.switch(Screen::Tickets),
            Target::Request(id) => way.switch(Screen::Ticket(id)),
        }
        self.open();
    }

    /// Whether the backend lacks a part; then that is told.
    fn is_off(self, screen: &str, feature: impl Fn(&helpnook_contract::site::Features) -> bool) -> bool {
        let is_off = !untrack(|| self.services().site.has(feature));
        if is_off {
            page::warn(&["helpnook: navigate: the backend does not offer \"", screen, "\"."].concat());
        }
        is_off
    }

    fn identify(self, mut identity: Identity) {
        if let Some(token) = identity.token.take() {
            self.sign_in(token);
        }
        self.new_ticket.identify(identity);
    }

    fn change(self, changes: Changes) {
        let Changes { language, theme, position, color, context, queries } = changes;
        let services = self.services();
        self.options.update(|options| {
            options.theme = theme.unwrap_or(options.theme);
            options.position = position.unwrap_or(options.position);
            options.color = color.unwrap_or_else(|| std::mem::take(&mut options.color));
        });
        if let Some(context) = context {
            services.page.context.set(context);
        }
        if let Some(queries) = queries {
            services.page.shares_queries.set(queries);
        }
        if let Some(language) = language.filter(|language| *language != services.i18n.requested()) {
            self.services().tasks.spawn(self.set_language(language));
        }
    }

    /// Speaks another language: words, articles, and what is wrong with what was written; all of that stays.
    async fn set_language(self, language: String) {
        let services = self.services();
        let options = self.options.get_untracked();
        services.i18n.load(services.backend, options.files(), &language).await;
        services.i18n.replace(services.backend, &options.text).await;
        // The widget was taken out of the page meanwhile, or another language is wanted by now.
        if self.options.try_update(|options| options.language.clone_from(&language)).is_none()
            || services.i18n.requested() != language
        {
            return;
        }
        services.articles.set_language(&language);
        services.suggested.clear_titles();
        services.site.set_language(&language);
        self.article.reload();
        self.new_ticket.check_again();
    }
}
