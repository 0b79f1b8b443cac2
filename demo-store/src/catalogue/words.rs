//! The wares and the names of the series they come in.

/// A text in English, French, German and Arabic: the languages 1 to 4.
pub(crate) type Phrase = [&'static str; 4];

/// Part of the shop a ware belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    Pottery,
    Tea,
    Paper,
}

impl Shelf {
    /// Id of its category.
    pub(crate) fn category(self) -> u32 {
        match self {
            Shelf::Pottery => 3,
            Shelf::Tea => 4,
            Shelf::Paper => 5,
        }
    }

    /// Labels of the sizes it is sold in; option values are numbered through.
    pub(crate) fn sizes(self) -> (u32, &'static [&'static str]) {
        match self {
            Shelf::Pottery => (1, &["S", "M", "L"]),
            Shelf::Tea => (4, &["50 g", "100 g", "250 g"]),
            Shelf::Paper => (7, &["A6", "A5"]),
        }
    }
}

/// A kind of thing the workshop makes.
#[derive(Debug)]
pub(crate) struct Ware {
    pub(crate) name: Phrase,
    pub(crate) shelf: Shelf,
    /// Price without tax, in cents.
    pub(crate) cents: i64,
    pub(crate) grams: i64,
    /// The three letters its references start with.
    pub(crate) code: &'static str,
}

const fn made(code: &'static str, shelf: Shelf, cents: i64, grams: i64, name: Phrase) -> Ware {
    Ware {
        name,
        shelf,
        cents,
        grams,
        code,
    }
}

/// In an order that mixes the shelves.
pub(crate) static WARES: [Ware; 24] = [
    made(
        "TPT",
        Shelf::Pottery,
        4_850,
        900,
        [
            "Teapot with bamboo handle",
            "Théière à anse de bambou",
            "Teekanne mit Bambusgriff",
            "إبريق شاي بمقبض من الخيزران",
        ],
    ),
    made(
        "GRN",
        Shelf::Tea,
        790,
        100,
        ["Green tea", "Thé vert", "Grüner Tee", "شاي أخضر"],
    ),
    made(
        "NTB",
        Shelf::Paper,
        1_250,
        180,
        [
            "Thread-bound notebook",
            "Carnet relié au fil",
            "Fadengeheftetes Notizbuch",
            "دفتر مخيط بالخيط",
        ],
    ),
    made(
        "CUP",
        Shelf::Pottery,
        1_690,
        250,
        [
            "Cup without handle",
            "Gobelet sans anse",
            "Becher ohne Henkel",
            "كوب بلا مقبض",
        ],
    ),
    made(
        "BLK",
        Shelf::Tea,
        720,
        100,
        ["Black tea", "Thé noir", "Schwarzer Tee", "شاي أسود"],
    ),
    made(
        "ENV",
        Shelf::Paper,
        640,
        90,
        [
            "Ten lined envelopes",
            "Dix enveloppes doublées",
            "Zehn gefütterte Umschläge",
            "عشرة أظرف مبطنة",
        ],
    ),
    made(
        "BWL",
        Shelf::Pottery,
        2_290,
        480,
        [
            "Bowl on a foot",
            "Bol sur pied",
            "Schale mit Fuß",
            "زبدية بقاعدة",
        ],
    ),
    made(
        "RBS",
        Shelf::Tea,
        680,
        100,
        ["Rooibos", "Rooibos", "Rooibos", "رويبوس"],
    ),
    made(
        "INK",
        Shelf::Paper,
        1_480,
        210,
        [
            "Bottle of ink",
            "Flacon d’encre",
            "Fläschchen Tinte",
            "زجاجة حبر",
        ],
    ),
    made(
        "VAS",
        Shelf::Pottery,
        3_990,
        1_100,
        [
            "Vase for one branch",
            "Vase pour une branche",
            "Vase für einen Zweig",
            "مزهرية لغصن واحد",
        ],
    ),
    made(
        "MNT",
        Shelf::Tea,
        590,
        60,
        [
            "Mint leaves",
            "Feuilles de menthe",
            "Minzblätter",
            "أوراق نعناع",
        ],
    ),
    made(
        "CRD",
        Shelf::Paper,
        450,
        40,
        [
            "Letterpress card",
            "Carte typographiée",
            "Karte im Buchdruck",
            "بطاقة مطبوعة بالحروف",
        ],
    ),
    made(
        "PLT",
        Shelf::Pottery,
        2_780,
        620,
        [
            "Plate for bread",
            "Assiette à pain",
            "Teller für Brot",
            "طبق للخبز",
        ],
    ),
    made(
        "CHM",
        Shelf::Tea,
        640,
        60,
        [
            "Camomile flowers",
            "Fleurs de camomille",
            "Kamillenblüten",
            "أزهار البابونج",
        ],
    ),
    made(
        "PNC",
        Shelf::Paper,
        980,
        70,
        [
            "Six cedar pencils",
            "Six crayons de cèdre",
            "Sechs Zedernstifte",
            "ستة أقلام من خشب الأرز",
        ],
    ),
    made(
        "JUG",
        Shelf::Pottery,
        3_450,
        850,
        [
            "Jug for water",
            "Pichet à eau",
            "Krug für Wasser",
            "إبريق ماء",
        ],
    ),
    made(
        "WHT",
        Shelf::Tea,
        1_390,
        50,
        ["White tea", "Thé blanc", "Weißer Tee", "شاي أبيض"],
    ),
    made(
        "BLT",
        Shelf::Paper,
        520,
        120,
        [
            "Sheets of blotting paper",
            "Feuilles de papier buvard",
            "Bögen Löschpapier",
            "أوراق نشاف",
        ],
    ),
    made(
        "SPN",
        Shelf::Pottery,
        890,
        60,
        [
            "Spoon rest",
            "Repose-cuillère",
            "Löffelablage",
            "حامل ملعقة",
        ],
    ),
    made(
        "OOL",
        Shelf::Tea,
        1_150,
        75,
        ["Oolong", "Oolong", "Oolong", "شاي أولونغ"],
    ),
    made(
        "WAX",
        Shelf::Paper,
        760,
        55,
        ["Sealing wax", "Cire à cacheter", "Siegelwachs", "شمع أختام"],
    ),
    made(
        "JAR",
        Shelf::Pottery,
        2_950,
        700,
        [
            "Jar with cork lid",
            "Bocal à couvercle de liège",
            "Dose mit Korkdeckel",
            "وعاء بغطاء من الفلين",
        ],
    ),
    made(
        "VRB",
        Shelf::Tea,
        610,
        50,
        ["Verbena", "Verveine", "Eisenkraut", "لويزة"],
    ),
    made(
        "ALB",
        Shelf::Paper,
        2_640,
        640,
        [
            "Album with black pages",
            "Album à pages noires",
            "Album mit schwarzen Seiten",
            "ألبوم بصفحات سوداء",
        ],
    ),
];

/// Names of series: the same in every language.
pub(crate) static SERIES: [&str; 30] = [
    "Dune", "Lichen", "Ostara", "Basalt", "Marea", "Tundra", "Ocra", "Nimbus", "Savanna", "Perla",
    "Fjord", "Sienna", "Cobalt", "Ginkgo", "Aurora", "Terra", "Brisa", "Onyx", "Halo", "Delta",
    "Mistral", "Koral", "Opal", "Sierra", "Luna", "Indigo", "Nova", "Sequoia", "Taiga", "Umbra",
];
