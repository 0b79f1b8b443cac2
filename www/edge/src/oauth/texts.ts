import type { Scope } from "./scopes.js";

/** What the pages of the authorization server say, in one language. */
export interface PageTexts {
  /** With `{client}` and `{site}`. */
  question: string;
  app: string;
  publishedBy: string;
  unverified: string;
  shop: string;
  sentTo: string;
  thisComputer: string;
  may: string;
  scopes: Readonly<Record<Scope, string>>;
  always: string;
  invitedAs: string;
  codeLabel: string;
  codeHelp: string;
  allow: string;
  deny: string;
  wrongCode: string;
  otherSite: string;
  needsClaim: string;
  noSuchSite: string;
  nothing: string;
  cannot: string;
  startAgain: string;
  ended: string;
  noResource: string;
  unknownClient: string;
  invitedTitle: string;
  /** With `{site}`. */
  invitedText: string;
  badInvitation: string;
}

const EN: PageTexts = {
  question: "Allow {client} to work on {site}?",
  app: "App",
  publishedBy: "published by",
  unverified: "This app named itself; nobody has checked who is behind it.",
  shop: "Shop",
  sentTo: "Access is sent to",
  thisComputer:
    "That is an app on this computer. Continue only if you have just started it yourself.",
  may: "The app may",
  scopes: {
    read: "read products, orders, customers and everything else that your access shows",
    content: "change products and other content",
    orders: "change orders, such as their status and tracking number",
    customers: "change customers",
  },
  always: "always included",
  invitedAs: "You were invited as",
  codeLabel: "Your token or invitation code",
  codeHelp: "The person who runs this service gave it to you. The app never sees it.",
  allow: "Allow",
  deny: "Deny",
  wrongCode: "This token or code is not valid here. Check that you copied all of it.",
  otherSite: "This token or code does not reach this shop.",
  needsClaim: "This token is for single customers and cannot be used here.",
  noSuchSite: "There is no shop of this name.",
  nothing: "Your access does not cover any of this.",
  cannot: "This cannot be connected",
  startAgain: "Go back to the app and connect again.",
  ended: "This page was used already, is older than ten minutes, or was opened in another browser.",
  noResource:
    "The app does not say which shop it wants to connect to. Enter the full MCP address of the shop in the app.",
  unknownClient:
    "The app is not registered here, or wants to send access to an address that it did not register.",
  invitedTitle: "You can connect an app",
  invitedText:
    "Add this address to your assistant, such as in its list of connectors. It then opens a page of this service that asks for your consent. The invitation works in this browser for an hour.",
  badInvitation: "This invitation was used already or has expired. Ask for another one.",
};

const FR: PageTexts = {
  question: "Autoriser {client} à travailler sur {site} ?",
  app: "Application",
  publishedBy: "publiée par",
  unverified: "Cette application s’est nommée elle-même ; personne n’a vérifié qui est derrière.",
  shop: "Boutique",
  sentTo: "L’accès est envoyé à",
  thisComputer:
    "C’est une application sur cet ordinateur. Ne continuez que si vous venez de la lancer vous-même.",
  may: "L’application peut",
  scopes: {
    read: "lire les produits, les commandes, les clients et tout ce que votre accès montre",
    content: "modifier les produits et les autres contenus",
    orders: "modifier les commandes, par exemple leur statut et leur numéro de suivi",
    customers: "modifier les clients",
  },
  always: "toujours inclus",
  invitedAs: "Vous êtes invité en tant que",
  codeLabel: "Votre jeton ou code d’invitation",
  codeHelp: "La personne qui gère ce service vous l’a donné. L’application ne le voit jamais.",
  allow: "Autoriser",
  deny: "Refuser",
  wrongCode: "Ce jeton ou code n’est pas valide ici. Vérifiez que vous l’avez copié en entier.",
  otherSite: "Ce jeton ou code ne donne pas accès à cette boutique.",
  needsClaim: "Ce jeton est réservé à des clients précis et ne peut pas servir ici.",
  noSuchSite: "Il n’y a pas de boutique de ce nom.",
  nothing: "Votre accès ne permet rien de tout cela.",
  cannot: "Connexion impossible",
  startAgain: "Retournez dans l’application et connectez-la de nouveau.",
  ended:
    "Cette page a déjà servi, date de plus de dix minutes ou a été ouverte dans un autre navigateur.",
  noResource:
    "L’application ne dit pas à quelle boutique se connecter. Saisissez-y l’adresse MCP complète de la boutique.",
  unknownClient:
    "L’application n’est pas enregistrée ici, ou veut envoyer l’accès à une adresse qu’elle n’a pas enregistrée.",
  invitedTitle: "Vous pouvez connecter une application",
  invitedText:
    "Ajoutez cette adresse à votre assistant, par exemple dans sa liste de connecteurs. Il ouvrira alors une page de ce service qui demande votre accord. L’invitation est valable une heure dans ce navigateur.",
  badInvitation: "Cette invitation a déjà servi ou a expiré. Demandez-en une autre.",
};

const AR: PageTexts = {
  question: "هل تسمح لـ {client} بالعمل على {site}؟",
  app: "التطبيق",
  publishedBy: "من نشر",
  unverified: "هذا التطبيق سمّى نفسه بنفسه، ولم يتحقق أحد ممن يقف خلفه.",
  shop: "المتجر",
  sentTo: "يُرسل الوصول إلى",
  thisComputer: "هذا تطبيق على هذا الحاسوب. لا تتابع إلا إذا كنت قد شغّلته بنفسك للتو.",
  may: "يمكن للتطبيق",
  scopes: {
    read: "قراءة المنتجات والطلبات والعملاء وكل ما يعرضه وصولك",
    content: "تعديل المنتجات والمحتويات الأخرى",
    orders: "تعديل الطلبات، مثل حالتها ورقم تتبعها",
    customers: "تعديل بيانات العملاء",
  },
  always: "مشمول دائمًا",
  invitedAs: "تمت دعوتك باسم",
  codeLabel: "رمزك أو رمز الدعوة",
  codeHelp: "أعطاك إياه الشخص الذي يدير هذه الخدمة. لا يراه التطبيق أبدًا.",
  allow: "السماح",
  deny: "الرفض",
  wrongCode: "هذا الرمز غير صالح هنا. تأكد من أنك نسخته كاملًا.",
  otherSite: "لا يتيح هذا الرمز الوصول إلى هذا المتجر.",
  needsClaim: "هذا الرمز مخصص لعملاء محددين ولا يمكن استخدامه هنا.",
  noSuchSite: "لا يوجد متجر بهذا الاسم.",
  nothing: "وصولك لا يشمل أيًا من ذلك.",
  cannot: "تعذّر الاتصال",
  startAgain: "ارجع إلى التطبيق واتصل من جديد.",
  ended: "استُخدمت هذه الصفحة من قبل، أو مضى عليها أكثر من عشر دقائق، أو فُتحت في متصفح آخر.",
  noResource: "لا يحدد التطبيق المتجر الذي يريد الاتصال به. أدخل فيه عنوان MCP الكامل للمتجر.",
  unknownClient: "التطبيق غير مسجل هنا، أو يريد إرسال الوصول إلى عنوان لم يسجله.",
  invitedTitle: "يمكنك ربط تطبيق",
  invitedText:
    "أضف هذا العنوان إلى مساعدك، في قائمة الموصلات مثلًا. سيفتح بعدها صفحة من هذه الخدمة تطلب موافقتك. تصلح الدعوة في هذا المتصفح لمدة ساعة.",
  badInvitation: "استُخدمت هذه الدعوة من قبل أو انتهت صلاحيتها. اطلب دعوة أخرى.",
};

const LANGUAGES = { en: EN, fr: FR, ar: AR } as const;
export type PageLanguage = keyof typeof LANGUAGES;

/** The texts of the first language of `Accept-Language` that there is; English without one. */
export function textsFor(accepted: string | null): { language: PageLanguage; texts: PageTexts } {
  const wanted = (accepted ?? "").slice(0, 200).split(",");
  const known = wanted.map((one) => one.trim().slice(0, 2).toLowerCase());
  const language = known.find((one): one is PageLanguage => Object.hasOwn(LANGUAGES, one)) ?? "en";
  return { language, texts: LANGUAGES[language] };
}
