/** Characters that turn the direction of what follows, so that a text reads otherwise than it is. */
const TURNS = /([\u202a-\u202e\u2066-\u2069])/u;

/** A text with the characters that would turn it shown by their numbers. */
export function Plainly({ text }: { text: string }) {
  return (
    <>
      {text
        .split(TURNS)
        .map((part, at) =>
          at % 2 === 0 ? (
            part
          ) : (
            <code dir="ltr">U+{part.charCodeAt(0).toString(16).toUpperCase()}</code>
          ),
        )}
    </>
  );
}
