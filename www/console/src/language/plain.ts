/** What the core says to programmers, and how it is said to people; other languages say it so at once. */
const PLAIN: readonly (readonly [string, string])[] = [
  ["The request was stopped by its caller.", "You stopped this request."],
  [
    "Its AbortSignal fired: call again when the answer is wanted.",
    "Run it again if you want the answer.",
  ],
  [", or set a higher timeoutMs.", ". The shop may also be slow: try again in a moment."],
  [", or set a higher maxAnswerBytes.", "."],
  ["The record does not exist, or no longer.", "It does not exist; it may have been deleted."],
  ["The record is no longer what was shown:", "This was changed after your preview:"],
  [
    "Nothing was written. Preview the change again and confirm that.",
    "Nothing was saved. Look at the new values, then confirm.",
  ],
  ["Call lookAgain on this error. Do not repeat the write", "Do not save it again"],
  ["beforeWrite stopped it.", "It was stopped on this page."],
  ["To go on without it, call iterate with skipFailing.", "Read the others without this record."],
  ["It is of another shopId.", "It is of another shop."],
];

/** An English text of the core in plain words, with fields by their labels. */
export function plainly(text: string, labels: Readonly<Record<string, string>>): string {
  const labelled = text.replace(/`(\w+)`/g, (named, name: string) =>
    Object.hasOwn(labels, name) ? `“${labels[name]}”` : named,
  );
  return PLAIN.reduce((words, [from, to]) => words.replace(from, to), labelled);
}
