//! The icons: strokes on a 24 by 24 grid, in the colour of the text.

use yew::{Html, html};

macro_rules! icons {
    ($( $name:ident $path:literal )*) => {
        /// A drawn sign. It never stands alone: a name in text, `aria-label` or `title` goes with it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $( $name ),* }

        impl Icon {
            const fn path(self) -> &'static str { match self { $( Icon::$name => $path ),* } }
        }
    };
}

icons! {
    Start "M3 11l9-8 9 8v9a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z"
    Vehicle "M5 16h14M4 16v-4l2-5h12l2 5v4a1 1 0 0 1-1 1v2M5 19v-2a1 1 0 0 1-1-1M7.5 12.500h.01M16.500 12.500h.01"
    Import "M12 3v12m-5-5 5 5 5-5M4 21h16"
    Sessions "M4 19l4-8 4 5 3-9 5 12"
    Table "M4 5h16v14H4zM4 10h16M9 5v14M14.500 5v14"
    Grid "M4 4h16v16H4zM4 9.300h16M4 14.700h16M9.300 4v16M14.700 4v16"
    Analysis "M4 20V10m5 10V4m5 16v-7m5 7V8"
    Report "M7 3h8l4 4v14H7zM10 12h6M10 16h6"
    Rules "M12 3l8 3v6c0 4.500-3.300 7.800-8 9-4.700-1.200-8-4.500-8-9V6zM9 12l2 2 4-4"
    Settings "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0M7 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0"
    Diagnostics "M3 12h4l3-8 4 16 3-8h4"
    Brand "M4 17a8 8 0 1 1 16 0M12 17l4-6"
    Search "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.200 16.200 21 21"
    Close "M6 6l12 12M18 6 6 18"
    Check "M5 12.500 10 17.500 19 7"
    Plus "M12 5v14M5 12h14"
    Minus "M5 12h14"
    Trash "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6"
    Edit "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"
    Copy "M9 9h11v12H9zM5 15H4V3h11v2"
    Download "M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 20h14"
    Upload "M12 16V5m-4.500 4.500L12 5l4.500 4.500M5 20h14"
    Undo "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3"
    Redo "M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h3"
    More "M5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M17 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0"
    ChevronDown "M6 9.500l6 6 6-6"
    ChevronUp "M6 14.500l6-6 6 6"
    ChevronRight "M9.500 6l6 6-6 6"
    ChevronLeft "M14.500 6l-6 6 6 6"
    Warn "M12 4 2.500 20h19zM12 10v4M12 17v.01"
    Bad "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16v.01"
    Info "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.01"
    Good "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.500l3 3 5-6"
    Sun "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500 19 19M5 19l1.500-1.500M17.500 6.500 19 5"
    Moon "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z"
    System "M3 5h18v11H3zM9 20h6M12 16v4"
    Keyboard "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M7 14h10"
    Jobs "M12 3a9 9 0 1 0 9 9M12 7v5l3 2"
    Offline "M4 5l16 14M7 18a4.500 4.500 0 0 1-.500-8.900M10 6.200A6 6 0 0 1 17.500 10a4 4 0 0 1 3 5.500"
    Online "M7 18a4.500 4.500 0 0 1-.500-8.900A6 6 0 0 1 17.500 10a4 4 0 0 1 0 8zM9.500 13.500l2 2 3.500-4"
    Refresh "M20 6v5h-5M4 18v-5h5M19.300 11A8 8 0 0 0 5.500 7.500M4.700 13a8 8 0 0 0 13.800 3.500"
    Swap "M7 4v16m-3-3 3 3 3-3M17 20V4m-3 3 3-3 3 3"
    Filter "M4 5h16l-6.500 8v6l-3-1.500V13z"
    Sort "M8 5v14m-3.500-3.500L8 19l3.500-3.500M16 19V5m-3.500 3.500L16 5l3.500 3.500"
    Tag "M4 4h8l8 8-8 8-8-8zM8 8h.01"
    Folder "M3 6h6l2 2h10v11H3z"
    Archive "M4 4h16v5H4zM5 9v11h14V9M10 13h4"
    Play "M7 4l13 8-13 8z"
    Pause "M8 5v14M16 5v14"
    ZoomIn "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.200 16.200 21 21M11 8v6M8 11h6"
    ZoomOut "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.200 16.200 21 21M8 11h6"
    Flag "M6 21V4h11l-2 4 2 4H6"
    Columns "M4 5h16v14H4zM12 5v14"
    Link "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.500-5.700L12 7.200M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.500 5.700L12 16.800"
    Note "M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8M8 13h4"
    Eye "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6"
    EyeOff "M4 4l16 16M9.500 5.900A9.600 9.600 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3 3.700M6 7.800A17 17 0 0 0 2.500 12S6 18.500 12 18.500a9 9 0 0 0 4-1"
    Database "M4 6c0-1.700 3.600-3 8-3s8 1.300 8 3-3.600 3-8 3-8-1.300-8-3zM4 6v12c0 1.700 3.600 3 8 3s8-1.300 8-3V6M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3"
    Paste "M8 5H5v16h14V5h-3M8 3h8v4H8z"
    Menu "M4 6h16M4 12h16M4 18h16"
    Calculator "M6 3h12v18H6zM9 7h6M9 12h.01M12 12h.01M15 12h.01M9 16h.01M12 16h.01M15 16h.01"
}

/// The sign itself; hidden from screen readers.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={icon.path()} />
        </svg>
    }
}
