//! What a page tells the widget, done.

use super::App;
use crate::browser::page;
use crate::command::{Changes, Command, Identity, Target};
use crate::screen::Screen;
use crate::signal::{spawn_local, untrack};

impl App {
    /// Does what a page says. What the backend does not offer is told in one line.
    pub fn obey(self, command: Command) {
        match command {
            Command::Navigate(target) => self.navigate(target),
            Command::Identify(identity) => self.identify(identity),
            Command::Set(changes) => self.change(changes),
            Command::Suggest(rules) => self.desk.for_page().suggest(rules),
        }
    }

    /// Opens the panel at a place; from there back leads home.
    fn navigate(self, target: Target) {
        let way = self.desk.way();
        match target {
            Target::Home => {
                self.home.ask(String::new());
                self.home.browse(None);
                way.switch(Screen::Home);
            }
            Target::Search(query) => return self.search(query),
            Target::Article(id) => way.switch(Screen::Article(id)),
            Target::Compose(_) if self.is_off("compose", |features| features.tickets) => return,
            Target::Compose(prefill) => {
                self.compose.prefill(prefill);
                way.switch(Screen::Compose);
            }
            Target::Requests | Target::Request(_)
                if self.is_off("requests", |features| features.tracking) =>
            {
                return;
            }
            Target::Requests => way.switch(Screen::Requests),
            Target::Request(id) => way.switch(Screen::Request(id)),
        }
        self.open();
    }

    /// Whether the backend lacks a part; then that is told.
    fn is_off(self, screen: &str, feature: impl Fn(&helpnook_contract::site::Features) -> bool) -> bool {
        let is_off = !untrack(|| self.desk.site().has(feature));
        if is_off {
            page::warn(&["helpnook: navigate: the backend does not offer \"", screen, "\"."].concat());
        }
        is_off
    }

    fn identify(self, mut identity: Identity) {
        if let Some(token) = identity.token.take() {
            self.sign_in(token);
        }
        self.compose.identify(identity);
    }

    fn change(self, changes: Changes) {
        let Changes { language, theme, position, color, context, queries } = changes;
        let desk = self.desk;
        self.options.update(|options| {
            options.theme = theme.unwrap_or(options.theme);
            options.position = position.unwrap_or(options.position);
            options.color = color.unwrap_or_else(|| std::mem::take(&mut options.color));
        });
        if let Some(context) = context {
            desk.context().set(context);
        }
        if let Some(queries) = queries {
            desk.tells_queries().set(queries);
        }
        if let Some(language) = language.filter(|language| *language != desk.text().wanted()) {
            spawn_local(self.speak(language));
        }
    }

    /// Speaks another language: words, articles, and what is wrong with what was written; all of that stays.
    async fn speak(self, language: String) {
        let desk = self.desk;
        let Some(options) = self.options.try_get_untracked() else { return };
        desk.text().load(desk.api(), options.files(), &language).await;
        desk.text().replace(desk.api(), &options.text).await;
        // The widget was taken out of the page meanwhile, or another language is wanted by now.
        if self.options.try_update(|options| options.language.clone_from(&language)).is_none()
            || desk.text().wanted() != language
        {
            return;
        }
        desk.faq().speak(&language);
        desk.for_page().speak();
        desk.site().speak(&language);
        self.article.speak();
        self.compose.speak();
    }
}
