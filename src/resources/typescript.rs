//! TypeScript types, made from the declarations.
