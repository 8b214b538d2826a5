//! The closed lists of what an article may contain, and what each tag of the source means for it.

macro_rules! closed_list {
    ($(#[$doc:meta])* $list:ident { $($item:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $list { $(#[doc = concat!("`", $name, "`")] $item),* }

        impl $list {
            /// Every member of the list.
            pub const ALL: &[Self] = &[$(Self::$item),*];

            /// The name in HTML.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$item => $name),* }
            }
        }
    };
}

closed_list! {
    /// The elements an article may have.
    Tag {
        P = "p", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Ul = "ul", Ol = "ol", Li = "li", Dl = "dl", Dt = "dt", Dd = "dd",
        Blockquote = "blockquote", Pre = "pre", Code = "code",
        Table = "table", Thead = "thead", Tbody = "tbody", Tr = "tr", Th = "th", Td = "td", Caption = "caption",
        A = "a", Img = "img", Strong = "strong", Em = "em", S = "s", Sub = "sub", Sup = "sup", Kbd = "kbd",
        Br = "br", Hr = "hr", Figure = "figure", Figcaption = "figcaption",
        Details = "details", Summary = "summary",
    }
}

closed_list! {
    /// The attributes an element of an article may have.
    Attribute {
        Href = "href", Src = "src", Alt = "alt", Title = "title", Colspan = "colspan", Rowspan = "rowspan",
        Scope = "scope", Start = "start", Width = "width", Height = "height", Lang = "lang", Dir = "dir",
    }
}

impl Tag {
    /// Whether it stands in a line of text.
    pub(super) fn is_inline(self) -> bool {
        use Tag::*;
        matches!(self, Code | A | Img | Strong | Em | S | Sub | Sup | Kbd | Br)
    }

    pub(super) fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H2 | H3 | H4 | H5 | H6)
    }

    /// Whether it may hold only certain elements, so that text in it needs a place of its own.
    pub(super) fn is_structure(self) -> bool {
        use Tag::*;
        matches!(self, Ul | Ol | Dl | Table | Thead | Tbody | Tr)
    }

    /// Whether it says something while empty. A heading or link without content would only be announced.
    pub(super) fn may_be_empty(self) -> bool {
        use Tag::*;
        matches!(self, Li | Dt | Dd | Pre | Tr | Th | Td | Img | Br | Hr)
    }

    /// The heading for level 1 to 6 of the source.
    pub(super) fn heading(level: u8, offset: u8) -> Self {
        match level.saturating_add(offset) {
            0..=2 => Self::H2,
            3 => Self::H3,
            4 => Self::H4,
            5 => Self::H5,
            _ => Self::H6,
        }
    }
}

impl Attribute {
    /// The attribute that the source calls `name`, in any case.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|attribute| attribute.name().eq_ignore_ascii_case(name))
    }
}

/// What becomes of an element of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is built.
    Keep(Tag),
    /// A heading of this level.
    Heading(u8),
    /// It is left out, its children stay, and they stand on lines of their own.
    Boundary,
    /// It is left out and its children stay.
    Unwrap,
    /// It is left out with all it contains.
    Drop,
    /// The same, and what it contains is not markup.
    DropText,
}

/// The longest name that means something here.
const LONGEST: usize = 10;

/// What a tag called `name`, in any case, means.
pub(super) fn meaning(name: &str) -> Meaning {
    use Meaning::{Boundary, Drop, DropText, Heading, Keep, Unwrap};
    if name.len() > LONGEST {
        return Unwrap;
    }
    match name.to_ascii_lowercase().as_str() {
        "h1" => Heading(1),
        "h2" => Heading(2),
        "h3" => Heading(3),
        "h4" => Heading(4),
        "h5" => Heading(5),
        "h6" => Heading(6),
        "b" => Keep(Tag::Strong),
        "i" | "cite" | "var" => Keep(Tag::Em),
        "del" | "strike" => Keep(Tag::S),
        "samp" | "tt" => Keep(Tag::Code),
        "menu" | "dir" => Keep(Tag::Ul),
        "listing" => Keep(Tag::Pre),
        "tfoot" => Keep(Tag::Tbody),
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "address"
        | "center" | "form" | "fieldset" | "legend" | "hgroup" | "body" | "html" | "dialog" | "search" => {
            Boundary
        }
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes"
        | "noscript" | "plaintext" => DropText,
        "svg" | "math" | "object" | "template" | "select" | "applet" | "video" | "audio" | "canvas"
        | "datalist" | "frameset" => Drop,
        other => Tag::ALL.iter().find(|tag| tag.name() == other).map_or(Unwrap, |tag| Keep(*tag)),
    }
}
