//! Icons: 20 by 20, strokes of 1.5, in the colour of the text around them, hidden from screen readers.

use leptos::prelude::*;

/// The icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A magnifying glass.
    Search,
    /// A cross.
    Close,
    /// An arrow against the reading direction.
    Back,
    /// An angle in the reading direction.
    Next,
    /// A sheet of paper.
    Article,
    /// A speech bubble.
    Bubble,
    /// A tray.
    Tray,
    /// A life belt.
    Help,
    /// A paper clip.
    Clip,
    /// A check mark in a circle.
    Check,
    /// A clock.
    Clock,
    /// An exclamation mark in a circle.
    Alert,
    /// A star.
    Star,
    /// An arrow up.
    Send,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Search => "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17",
            Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Back => "M16 10H4M9 5l-5 5 5 5",
            Self::Next => "M8 5l5 5-5 5",
            Self::Article => "M5 3h7l4 4v10H5zM12 3v4h4M8 11h5M8 14h5",
            Self::Bubble => {
                "M4 4h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9l-4 3v-3H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Z"
            }
            Self::Tray => "M3 11l3-7h8l3 7v5H3zM3 11h4l1 2h4l1-2h4",
            Self::Help => {
                "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM7.8 7.8a2.3 2.3 0 1 1 3.2 2.1c-.7.3-1 .8-1 1.6M10 14.2v.1"
            }
            Self::Clip => {
                "M15.5 9.5 10 15a3.5 3.5 0 0 1-5-5l6-6a2.4 2.4 0 0 1 3.4 3.4l-6 6a1.2 1.2 0 0 1-1.7-1.7L12 6.5"
            }
            Self::Check => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM6.8 10.2l2.2 2.2 4.2-4.6",
            Self::Clock => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 5.8V10l2.8 1.8",
            Self::Alert => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 6.2v4.6M10 13.6v.1",
            Self::Star => "M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5L10 14.2l-4.5 2.4.9-5L2.800 8.1l5-.7z",
            Self::Send => "M10 16V4M5 9l5-5 5 5",
        }
    }
}

/// Draws an icon.
#[component]
pub(crate) fn Picture(icon: Icon) -> impl IntoView {
    // Arrows point in the reading direction: the style sheet mirrors them.
    let class = if matches!(icon, Icon::Back | Icon::Next) { "icon icon--directed" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
