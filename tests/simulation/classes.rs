//! The classes of trouble, with what happens to the writes and reads of each.

use crate::faults::Answer::{
    self, Cut, Fatal, Hang, Module, NoMail, Own, Page, Pretended, Read, Refused, Reset,
};
use crate::faults::Landing::{self, Late, LatePart, Never, Part, Twice, Whole};
use crate::faults::{Class, Fault, Scene};

const fn fault(landing: Landing, answer: Answer) -> Fault {
    Fault { landing, answer }
}

const fn class(name: &'static str, writes: &'static [Fault]) -> Class {
    Class {
        name,
        scene: Scene::Plain,
        writes,
        often: 75,
        reads: 6,
        lies: false,
    }
}

const fn scene(name: &'static str, scene: Scene, writes: &'static [Fault], often: usize) -> Class {
    Class {
        scene,
        often,
        ..class(name, writes)
    }
}

const fn lie(name: &'static str, scene: Scene, writes: &'static [Fault]) -> Class {
    Class {
        scene,
        lies: true,
        ..class(name, writes)
    }
}

/// Each answer with each landing that can go with it: these prove nothing.
macro_rules! open {
    ($($answer:expr),+) => {
        &[$(
            fault(Never, $answer), fault(Whole, $answer), fault(Late, $answer),
            fault(Late, $answer), fault(Part, $answer), fault(LatePart, $answer),
        )+]
    };
}

/// These come before the shop sees the request, or after it is done.
macro_rules! ended {
    ($($answer:expr),+) => {
        &[$(fault(Never, $answer), fault(Whole, $answer),)+]
    };
}

const HANGS: &[Fault] = open!(Hang);
const GATEWAY: &[Fault] = open!(Page(502), Page(503), Page(504), Reset, Page(500));

/// Every class of trouble.
pub static CLASSES: &[Class] = &[
    Class {
        reads: 0,
        ..class("nothing fails", &[fault(Whole, Own)])
    },
    class("time limit", HANGS),
    class(
        "refused, reset",
        &[
            fault(Never, Refused),
            fault(Never, Reset),
            fault(Whole, Reset),
            fault(Late, Reset),
            fault(Part, Reset),
            fault(LatePart, Reset),
        ],
    ),
    class(
        "408, 499, 500 without headers",
        open!(Page(408), Page(499), Page(500)),
    ),
    class("502, 503, 504", open!(Page(502), Page(503), Page(504))),
    class(
        "520 to 524",
        open!(Page(520), Page(521), Page(522), Page(523), Page(524)),
    ),
    class(
        "answer cut",
        &[
            fault(Whole, Cut(0, true)),
            fault(Whole, Cut(1, true)),
            fault(Whole, Cut(2, true)),
            fault(Whole, Cut(1, false)),
            fault(Late, Cut(0, false)),
            fault(Late, Cut(1, false)),
            fault(Late, Cut(2, false)),
        ],
    ),
    class(
        "pages of a firewall",
        ended!(
            Page(401),
            Page(403),
            Page(403),
            Page(404),
            Page(404),
            Page(405),
            Page(406),
            Page(409),
            Page(413),
            Page(415),
            Page(418),
            Page(429),
            Page(429),
            Page(451),
            Page(501)
        ),
    ),
    class(
        "redirects",
        ended!(
            Page(301),
            Page(302),
            Page(303),
            Page(307),
            Page(308),
            Page(0)
        ),
    ),
    class(
        "525, 526, 530",
        &[
            fault(Never, Page(525)),
            fault(Never, Page(526)),
            fault(Never, Page(530)),
        ],
    ),
    class(
        "pages with 200",
        &[
            fault(Never, Page(200)),
            fault(Whole, Page(200)),
            fault(Part, Page(200)),
            fault(Never, Fatal),
            fault(Part, Fatal),
            fault(Part, Fatal),
        ],
    ),
    class(
        "PHP ends between two steps",
        &[
            fault(Part, Page(500)),
            fault(Part, Page(502)),
            fault(Part, Reset),
            fault(Part, Hang),
            fault(LatePart, Page(504)),
            fault(LatePart, Hang),
        ],
    ),
    class("no mail goes out", &[fault(Whole, NoMail)]),
    class(
        "modules",
        &[
            fault(Whole, Module("module-keeps")),
            fault(Whole, Module("moves-on")),
        ],
    ),
    scene("rights change", Scene::Rights, GATEWAY, 15),
    scene("languages change", Scene::Languages, GATEWAY, 15),
    scene("callers stop waiting", Scene::Stops, GATEWAY, 25),
    scene("other writers", Scene::Others, GATEWAY, 20),
    scene("all expect what they saw", Scene::Expecting, GATEWAY, 15),
    scene("processes restart", Scene::Restarts, GATEWAY, 60),
    class(
        "everything",
        open!(
            Hang,
            Reset,
            Page(408),
            Page(499),
            Page(500),
            Page(502),
            Page(503),
            Page(504),
            Page(522),
            Page(524)
        ),
    ),
    lie(
        "lie: sent twice",
        Scene::Plain,
        &[
            fault(Twice, Own),
            fault(Twice, Own),
            fault(Twice, Hang),
            fault(Twice, Reset),
            fault(Twice, Page(504)),
        ],
    ),
    lie(
        "lie: writes made reads",
        Scene::Plain,
        &[fault(Never, Read)],
    ),
    lie(
        "lie: saved nothing, said it did",
        Scene::Plain,
        &[fault(Never, Pretended)],
    ),
    lie(
        "lie: a language hidden",
        Scene::HiddenLanguage,
        &[fault(Whole, Own)],
    ),
];

/// What happens to reads that fail.
pub static READS: &[Answer] = &[
    Hang,
    Refused,
    Reset,
    Page(302),
    Page(403),
    Page(404),
    Page(429),
    Page(500),
    Page(502),
    Page(503),
    Page(504),
    Page(524),
    Page(200),
    Cut(0, true),
    Cut(1, true),
    Cut(2, true),
    Cut(1, false),
];
