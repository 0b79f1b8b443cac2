import { useEffect, useState } from "preact/hooks";
import { said } from "../language/said.js";
import { textNow, words } from "../language/words.js";
import { Field, TextInput } from "../parts/field.js";
import { type Action, inputOf } from "../shop/catalogue.js";
import type { Problem } from "../shop/check.js";
import type { Connection } from "../shop/connection.js";
import type { TextLanguage } from "../shop/record.js";
import { isRequired, kindOf, type Typed } from "./inputs.js";
import { helpOf, labelOf, questionOf } from "./names.js";

export interface InputFieldProps {
  shop: Connection;
  action: Action;
  name: string;
  typed: Typed;
  problems: readonly Problem[];
  onType(key: string, text: string): void;
}

/** One input of an action, as its schema asks for it. */
export function InputField(props: InputFieldProps) {
  const { action, name, problems } = props;
  const kind = kindOf(action, name);
  if (kind === "texts") return <TextsField {...props} />;
  if (kind === "some") return <SomeField {...props} />;
  const problem = problems.find((one) => one.name === name);
  return (
    <Field
      id={`input-${name}`}
      label={<Label {...props} />}
      help={said(helpOf(action, name))}
      error={problem && said(textNow(problem.message))}
    >
      <Control {...props} isWrong={problem !== undefined} />
    </Field>
  );
}

function Label({ action, name }: InputFieldProps) {
  const isOptional = !isRequired(action, name);
  return (
    <span title={name}>
      {questionOf(name)}
      {isOptional && <span class="faint small">{words.value.form.optional}</span>}
    </span>
  );
}

function Control(props: InputFieldProps & { isWrong: boolean }) {
  const { action, name, typed, onType, isWrong } = props;
  const kind = kindOf(action, name);
  const schema = inputOf(action, name);
  const [id, value] = [`input-${name}`, typed[name] ?? ""];
  if (kind === "choice" || kind === "yesNo") {
    return <Choice {...props} />;
  }
  if (kind === "number" || kind === "day") {
    return (
      <input
        id={id}
        class="input"
        type={kind === "day" ? "date" : "number"}
        value={value}
        min={schema.minimum}
        max={schema.maximum}
        step={schema.type === "number" ? "any" : undefined}
        placeholder={schema.default === undefined ? undefined : String(schema.default)}
        aria-invalid={isWrong ? "true" : undefined}
        aria-describedby={`${id}-help`}
        onInput={({ currentTarget }) => onType(name, currentTarget.value)}
      />
    );
  }
  const type = schema.format === "email" ? "email" : "text";
  const rows = kind === "long" ? { rows: 4 } : { type: type as "email" | "text" };
  return (
    <TextInput
      id={id}
      value={value}
      invalid={isWrong}
      spellcheck={false}
      onInput={(text) => onType(name, text)}
      {...rows}
    />
  );
}

/** "Not given" is neither yes nor no. */
function Choice({ action, name, typed, onType, isWrong }: InputFieldProps & { isWrong: boolean }) {
  const w = words.value;
  const options = inputOf(action, name).enum?.filter((one) => one !== null) ?? ["true", "false"];
  const textOf = (option: string) =>
    option === "true" ? w.value.yes : option === "false" ? w.value.no : labelOf(option);
  return (
    <select
      id={`input-${name}`}
      class="input"
      value={typed[name] ?? ""}
      aria-invalid={isWrong ? "true" : undefined}
      aria-describedby={`input-${name}-help`}
      onChange={({ currentTarget }) => onType(name, currentTarget.value)}
    >
      <option value="">{w.calls.notGiven}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {textOf(option)}
        </option>
      ))}
    </select>
  );
}

/** Some of a few words. */
function SomeField(props: InputFieldProps) {
  const { action, name, typed, onType } = props;
  const chosen = (typed[name] ?? "").split(",").filter((one) => one !== "");
  const options = inputOf(action, name).items?.enum?.filter((one) => one !== null) ?? [];
  const toggle = (option: string, isOn: boolean) => {
    const others = chosen.filter((one) => one !== option);
    onType(name, (isOn ? [...others, option] : others).join(","));
  };
  return (
    <fieldset class="bare" id={`input-${name}`}>
      <legend class="label">
        <Label {...props} />
      </legend>
      <div class="row-wrap">
        {options.map((option) => (
          <label class="pick" key={option}>
            <input
              type="checkbox"
              class="tick"
              value={option}
              checked={chosen.includes(option)}
              onChange={({ currentTarget }) => toggle(option, currentTarget.checked)}
            />
            {labelOf(option)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A text in every language of the shop; one text where they are not known. */
function TextsField(props: InputFieldProps) {
  const { shop, action, name, typed, problems, onType } = props;
  const languages = useLanguages(shop);
  const all = languages.length === 0 ? [null] : languages;
  return (
    <fieldset class="bare stack-s" id={`input-${name}`}>
      <legend class="label">
        <Label {...props} />
      </legend>
      <p class="help">{said(helpOf(action, name))}</p>
      {all.map((language) => {
        const key = language === null ? name : `${name}/${language.code}`;
        const problem = problems.find(
          (one) => one.name === name && (one.language === null || one.language === language?.code),
        );
        return (
          <Field
            key={key}
            id={`input-${key.replace("/", "-")}`}
            label={language === null ? questionOf(name) : textNow(language.name)}
            error={problem && said(textNow(problem.message))}
          >
            <TextInput
              id={`input-${key.replace("/", "-")}`}
              rows={2}
              value={typed[key] ?? ""}
              invalid={problem !== undefined}
              onInput={(text) => onType(key, text)}
              {...(language !== null && {
                language: language.code,
                direction: language.isRightToLeft ? "rtl" : "ltr",
              })}
            />
          </Field>
        );
      })}
    </fieldset>
  );
}

function useLanguages(shop: Connection): readonly TextLanguage[] {
  const [languages, setLanguages] = useState<readonly TextLanguage[]>([]);
  useEffect(() => {
    let isWanted = true;
    shop.records.languages().then((all) => isWanted && setLanguages(all));
    return () => {
      isWanted = false;
    };
  }, [shop]);
  return languages;
}
