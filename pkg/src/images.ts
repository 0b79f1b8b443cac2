import type { Core } from "./core.js";
import { invalidRequest } from "./errors.js";
import { type CallOptions, only } from "./options.js";
import { idOf } from "./resource.js";

/** A file of the shop's. */
export interface ShopFile {
  /** Its media type, such as `image/jpeg`. */
  type: string;
  /** Its content. */
  bytes: Uint8Array;
}

/** An image that was added to a product. */
export interface AddedImage {
  /** Id of the image. */
  id: number;
  /** What else is worth knowing; empty for nothing. */
  warnings: string[];
}

/** What has one image for each of its records. */
export type ImageKind = "categories" | "manufacturers" | "suppliers" | "stores";

/**
 * The images of a shop, which are files and no records.
 * @example
 * const [image] = await shop.images.list(5);
 */
export class Images {
  readonly #core: Core;

  /**
   * Made by `PrestaShop`.
   * @hidden
   */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * The ids of the images of a product; empty for a product without. Needs the right GET on
   * `images`.
   * @throws {@link InvalidRequestError} for what is no id; nothing was sent
   * @throws {@link NotFoundError} where the shop has no such product
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const [image] = await shop.images.list(5);
   */
  async list(product: number | string, options: CallOptions = {}): Promise<number[]> {
    const { signal } = only(["signal"], options);
    const id = idOf(product);
    return (await this.#core.ask((shop) => shop.imageIds(id, signal), signal)) as number[];
  }

  /**
   * An image of a product. Needs the right GET on `images`.
   * @throws {@link InvalidRequestError} for what is no id; nothing was sent
   * @throws {@link NotFoundError} where the product has no such image
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const { type, bytes } = await shop.images.get(5, 12);
   */
  async get(
    product: number | string,
    image: number | string,
    options: CallOptions = {},
  ): Promise<ShopFile> {
    const { signal } = only(["signal"], options);
    const [id, imageId] = [idOf(product), idOf(image)];
    const file = this.#core.ask((shop) => shop.image("products", id, imageId, signal), signal);
    return (await file) as ShopFile;
  }

  /**
   * The image of a category, manufacturer, supplier or store. Needs the right GET on `images`.
   * @throws {@link InvalidRequestError} for what has no images; nothing was sent
   * @throws {@link NotFoundError} where the record has none
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const { type, bytes } = await shop.images.of("categories", 3);
   */
  async of(kind: ImageKind, id: number | string, options: CallOptions = {}): Promise<ShopFile> {
    const { signal } = only(["signal"], options);
    const owner = idOf(id);
    const file = this.#core.ask((shop) => shop.image(kind, owner, undefined, signal), signal);
    return (await file) as ShopFile;
  }

  /**
   * Adds an image to a product: JPEG, PNG or GIF, of newer shops WebP or AVIF. It is sent once; if the
   * answer is lost, the images of the product are looked at. `beforeWrite` is not told of it. Needs
   * the rights GET and POST on `images`.
   * @throws {@link InvalidRequestError} for what is no image; nothing was sent
   * @throws {@link NotFoundError} where the shop has no such product
   * @throws {@link OutcomeUnknownError} where it cannot be found out whether there is a new image
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const { id } = await shop.images.add(5, bytes);
   */
  async add(
    product: number | string,
    image: Uint8Array | ArrayBuffer | Blob,
    options: CallOptions = {},
  ): Promise<AddedImage> {
    const { signal } = only(["signal"], options);
    const id = idOf(product);
    const bytes = await fileBytes(image);
    const add = this.#core.ask((shop) => shop.addImage(id, bytes, signal), signal, undefined, true);
    return (await add) as AddedImage;
  }
}

async function fileBytes(image: Uint8Array | ArrayBuffer | Blob): Promise<Uint8Array> {
  if (ArrayBuffer.isView(image)) {
    return new Uint8Array(image.buffer, image.byteOffset, image.byteLength);
  }
  if (image instanceof Blob) return new Uint8Array(await image.arrayBuffer());
  if (Object.prototype.toString.call(image) === "[object ArrayBuffer]") {
    return new Uint8Array(image);
  }
  throw invalidRequest("image", "is no file", "Give a Uint8Array, an ArrayBuffer or a Blob.");
}
