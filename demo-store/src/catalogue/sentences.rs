//! What is said about the wares, in four languages.

use super::words::{Phrase, Shelf};

/// What a shelf says of its wares.
pub(crate) struct Voice {
    pub(crate) short: &'static [Phrase],
    pub(crate) long: &'static [Phrase],
    pub(crate) care: &'static [Phrase],
}

/// The sentences of a shelf.
pub(crate) fn voice(shelf: Shelf) -> &'static Voice {
    match shelf {
        Shelf::Pottery => &POTTERY,
        Shelf::Tea => &TEA,
        Shelf::Paper => &PAPER,
    }
}

static POTTERY: Voice = Voice {
    short: &[
        [
            "Stoneware, thrown by hand.",
            "Grès tourné à la main.",
            "Steinzeug, von Hand gedreht.",
            "خزف حجري مشكّل باليد.",
        ],
        [
            "Matt glaze outside, glossy glaze inside.",
            "Émail mat à l’extérieur, brillant à l’intérieur.",
            "Außen matt, innen glänzend glasiert.",
            "طلاء غير لامع من الخارج ولامع من الداخل.",
        ],
        [
            "Fired twice, made to last.",
            "Cuit deux fois, fait pour durer.",
            "Zweimal gebrannt, gemacht für lange Zeit.",
            "محروق مرتين ليدوم طويلًا.",
        ],
    ],
    long: &[
        [
            "The clay comes from a pit an hour away and rests for a year before it is used.",
            "L’argile vient d’une carrière à une heure d’ici et repose un an avant d’être utilisée.",
            "Der Ton kommt aus einer Grube eine Stunde von hier und ruht ein Jahr, bevor er verwendet wird.",
            "يأتي الطين من محجر يبعد ساعة واحدة ويرتاح سنة كاملة قبل استخدامه.",
        ],
        [
            "Every piece is turned on the wheel, dried slowly and glazed by hand.",
            "Chaque pièce est tournée, séchée lentement et émaillée à la main.",
            "Jedes Stück wird auf der Scheibe gedreht, langsam getrocknet und von Hand glasiert.",
            "تُشكَّل كل قطعة على الدولاب وتُجفَّف ببطء ثم تُطلى باليد.",
        ],
        [
            "Ash from our own stove gives the glaze its small, unrepeatable spots.",
            "La cendre de notre poêle donne à l’émail ses petites taches uniques.",
            "Asche aus unserem Ofen gibt der Glasur ihre kleinen, einmaligen Flecken.",
            "يمنح رماد موقدنا الطلاءَ بقعًا صغيرة لا تتكرر.",
        ],
        [
            "Small differences in size and colour are part of the work.",
            "De petites différences de taille et de couleur font partie du travail.",
            "Kleine Unterschiede in Größe und Farbe gehören zur Arbeit.",
            "الفروق الصغيرة في الحجم واللون جزء من العمل.",
        ],
    ],
    care: &[
        [
            "Safe in the dishwasher and in the oven.",
            "Passe au lave-vaisselle et au four.",
            "Geeignet für Spülmaschine und Backofen.",
            "مناسب لغسالة الصحون والفرن.",
        ],
        [
            "Warm it before you pour boiling water.",
            "À tiédir avant d’y verser de l’eau bouillante.",
            "Vor dem Eingießen von kochendem Wasser anwärmen.",
            "يُدفأ قبل صب الماء المغلي فيه.",
        ],
    ],
};

static TEA: Voice = Voice {
    short: &[
        [
            "Loose leaves in a tin.",
            "Feuilles en vrac dans une boîte.",
            "Lose Blätter in einer Dose.",
            "أوراق سائبة في علبة.",
        ],
        [
            "Picked by hand, dried in the shade.",
            "Cueilli à la main, séché à l’ombre.",
            "Von Hand gepflückt, im Schatten getrocknet.",
            "مقطوف باليد ومجفف في الظل.",
        ],
        [
            "Mild, with a long finish.",
            "Doux et long en bouche.",
            "Mild und lang im Nachklang.",
            "طعم لطيف يدوم طويلًا.",
        ],
    ],
    long: &[
        [
            "We buy from three families and pay them before the harvest.",
            "Nous achetons à trois familles et les payons avant la récolte.",
            "Wir kaufen bei drei Familien und bezahlen sie vor der Ernte.",
            "نشتري من ثلاث عائلات وندفع لها قبل الحصاد.",
        ],
        [
            "The garden lies at 1,200 metres, where the nights stay cool.",
            "Le jardin se trouve à 1 200 mètres, là où les nuits restent fraîches.",
            "Der Garten liegt auf 1.200 Metern, wo die Nächte kühl bleiben.",
            "تقع الحديقة على ارتفاع 1200 متر حيث تبقى الليالي باردة.",
        ],
        [
            "Each lot is tasted twice before we pack it.",
            "Chaque lot est goûté deux fois avant d’être emballé.",
            "Jede Partie wird zweimal verkostet, bevor wir sie verpacken.",
            "نتذوق كل دفعة مرتين قبل تعبئتها.",
        ],
        [
            "Nothing is added: no aroma, no sugar, no dust.",
            "Rien n’est ajouté : ni arôme, ni sucre, ni poussière.",
            "Nichts wird zugesetzt: kein Aroma, kein Zucker, kein Staub.",
            "لا نضيف شيئًا: لا نكهات ولا سكر ولا غبار.",
        ],
    ],
    care: &[
        [
            "Brew for three minutes at 80 °C.",
            "Laisser infuser trois minutes à 80 °C.",
            "Drei Minuten bei 80 °C ziehen lassen.",
            "يُنقع ثلاث دقائق عند 80 درجة مئوية.",
        ],
        [
            "Keep it dry and away from light.",
            "À conserver au sec et à l’abri de la lumière.",
            "Trocken und lichtgeschützt aufbewahren.",
            "يُحفظ في مكان جاف بعيدًا عن الضوء.",
        ],
    ],
};

static PAPER: Voice = Voice {
    short: &[
        [
            "Made of cotton and old letters.",
            "Fait de coton et de vieilles lettres.",
            "Aus Baumwolle und alten Briefen.",
            "مصنوع من القطن والرسائل القديمة.",
        ],
        [
            "Printed on a press of 1932.",
            "Imprimé sur une presse de 1932.",
            "Gedruckt auf einer Presse von 1932.",
            "مطبوع بآلة طباعة من عام 1932.",
        ],
        [
            "Good for fountain pens.",
            "Convient aux stylos à plume.",
            "Gut für Füllfederhalter.",
            "مناسب لأقلام الحبر.",
        ],
    ],
    long: &[
        [
            "We cut, fold and sew in the room behind the shop.",
            "Nous coupons, plions et cousons dans la pièce derrière la boutique.",
            "Wir schneiden, falten und nähen im Raum hinter dem Laden.",
            "نقص ونطوي ونخيط في الغرفة التي خلف المتجر.",
        ],
        [
            "The fibre is long, so the edges stay clean for years.",
            "La fibre est longue, les bords restent nets pendant des années.",
            "Die Faser ist lang, so bleiben die Kanten jahrelang sauber.",
            "الألياف طويلة فتبقى الحواف نظيفة لسنوات.",
        ],
        [
            "What falls from the knife becomes the next sheet.",
            "Ce qui tombe du couteau devient la feuille suivante.",
            "Was vom Messer fällt, wird der nächste Bogen.",
            "ما يسقط من السكين يصبح الورقة التالية.",
        ],
        [
            "The colours come from walnut, madder and weld.",
            "Les couleurs viennent de la noix, de la garance et de la gaude.",
            "Die Farben kommen aus Walnuss, Krapp und Wau.",
            "تأتي الألوان من الجوز والفوة والبليحاء.",
        ],
    ],
    care: &[
        [
            "Store it flat.",
            "À ranger à plat.",
            "Flach lagern.",
            "يُخزَّن بشكل مسطح.",
        ],
        [
            "Let the ink dry before you turn the page.",
            "Laisser sécher l’encre avant de tourner la page.",
            "Die Tinte vor dem Umblättern trocknen lassen.",
            "اترك الحبر يجف قبل أن تقلب الصفحة.",
        ],
    ],
};

/// True of everything in the shop.
pub(crate) static COMMON: [Phrase; 4] = [
    [
        "Each piece is checked by hand before it leaves the workshop.",
        "Chaque pièce est contrôlée à la main avant de quitter l’atelier.",
        "Jedes Stück wird von Hand geprüft, bevor es die Werkstatt verlässt.",
        "تُفحص كل قطعة باليد قبل أن تغادر الورشة.",
    ],
    [
        "We wrap in paper, never in plastic.",
        "Nous emballons dans du papier, jamais dans du plastique.",
        "Wir verpacken in Papier, nie in Kunststoff.",
        "نغلّف بالورق ولا نستخدم البلاستيك أبدًا.",
    ],
    [
        "If something breaks on the way, we send another one.",
        "Si quelque chose se casse en route, nous en renvoyons un autre.",
        "Geht unterwegs etwas kaputt, schicken wir Ersatz.",
        "إذا انكسر شيء في الطريق أرسلنا بديلًا عنه.",
    ],
    [
        "A card with the maker’s initials lies in every parcel.",
        "Une carte aux initiales de l’artisan accompagne chaque colis.",
        "In jedem Paket liegt eine Karte mit den Initialen der Werkstatt.",
        "في كل طرد بطاقة تحمل الأحرف الأولى من اسم الصانع.",
    ],
];

/// Said while it is on the shelf.
pub(crate) static AVAILABLE_NOW: Phrase = ["In stock", "En stock", "Auf Lager", "متوفر"];
/// Said while it is not.
pub(crate) static AVAILABLE_LATER: Phrase = [
    "Back in three weeks",
    "De retour dans trois semaines",
    "In drei Wochen wieder da",
    "يتوفر بعد ثلاثة أسابيع",
];
