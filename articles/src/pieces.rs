//! Writes the pieces of a Markdown text into the tree.

use super::character_references::push_clean;
use super::emphasis::Run;
use super::names::{Attribute, Tag};
use super::references::Target;
use super::tree::Tree;
use super::values;

/// A part of a text whose meaning is settled.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Character(char),
    Code(&'a str),
    Html(&'a str),
    Break,
    /// A run of delimiters, by its index.
    Run(usize),
    Start(Box<Target>, Tag),
    End(Tag),
}

/// Adds `pieces` to the tree; `runs` are the ones that [`Piece::Run`] refers to.
pub(super) fn write(pieces: &[Piece], runs: &[Run], tree: &mut Tree) {
    let mut writer = Writer { tree, alt: String::new(), image: None, images: 0 };
    for piece in pieces {
        writer.write(piece, runs);
    }
}

/// Writes pieces into the tree. An image's text is its alternative text.
struct Writer<'t, 'a> {
    tree: &'t mut Tree<'a>,
    alt: String,
    image: Option<Target>,
    images: usize,
}

impl Writer<'_, '_> {
    fn write(&mut self, piece: &Piece, runs: &[Run]) {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Character(character) => self.text(character.encode_utf8(&mut [0; 4])),
            Piece::Code(code) => self.code(code),
            Piece::Html(html) if self.images == 0 => self.tree.html(html),
            Piece::Html(_) => {}
            Piece::Break if self.images == 0 => self.tree.open(Tag::Br, Vec::new()),
            Piece::Break => self.text(" "),
            Piece::Run(index) => {
                if let Some(run) = runs.get(*index) {
                    self.run(run);
                }
            }
            Piece::Start(target, Tag::Img) => {
                self.images += 1;
                self.image.get_or_insert_with(|| Target::clone(target));
            }
            Piece::End(Tag::Img) => self.end_image(),
            Piece::Start(target, _) if self.images == 0 => {
                let mut attributes = Vec::new();
                self.attribute(Tag::A, Attribute::Href, &target.address, &mut attributes);
                // A refused address leaves the text alone; the end then finds no link open.
                if !attributes.is_empty() {
                    self.attribute(Tag::A, Attribute::Title, &target.title, &mut attributes);
                    self.tree.open(Tag::A, attributes);
                }
            }
            Piece::End(tag) if self.images == 0 => self.tree.close(*tag),
            Piece::Start(..) | Piece::End(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.images > 0 {
            push_clean(&mut self.alt, &text.replace('\n', " "));
        } else {
            self.tree.text(text);
        }
    }

    fn code(&mut self, code: &str) {
        let line = code.replace('\n', " ");
        let inner = line.strip_prefix(' ').and_then(|line| line.strip_suffix(' '));
        let text = inner.filter(|_| !line.trim_ascii().is_empty()).unwrap_or(&line);
        if self.images > 0 {
            return self.text(text);
        }
        self.tree.open(Tag::Code, Vec::new());
        self.text(text);
        self.tree.close(Tag::Code);
    }

    fn run(&mut self, run: &Run) {
        if self.images == 0 {
            for tag in &run.closes {
                self.tree.close(*tag);
            }
        }
        self.text(&char::from(run.mark).to_string().repeat(run.count));
        if self.images == 0 {
            for tag in run.opens.iter().rev() {
                self.tree.open(*tag, Vec::new());
            }
        }
    }

    fn end_image(&mut self) {
        self.images = self.images.saturating_sub(1);
        let Some(target) = self.image.take_if(|_| self.images == 0) else {
            return;
        };
        let alt = std::mem::take(&mut self.alt);
        let mut attributes = Vec::new();
        self.attribute(Tag::Img, Attribute::Src, &target.address, &mut attributes);
        if attributes.is_empty() {
            return self.tree.text(&alt);
        }
        attributes.push((Attribute::Alt, alt));
        self.attribute(Tag::Img, Attribute::Title, &target.title, &mut attributes);
        self.tree.open(Tag::Img, attributes);
    }

    fn attribute(
        &self,
        tag: Tag,
        attribute: Attribute,
        value: &str,
        attributes: &mut Vec<(Attribute, String)>,
    ) {
        let value = Some(value).filter(|value| !value.is_empty());
        if let Some(value) = value.and_then(|value| values::checked(tag, attribute, value, self.tree.rules)) {
            attributes.push((attribute, value));
        }
    }
}
