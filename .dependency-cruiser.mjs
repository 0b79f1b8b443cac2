// No circle of files, imports of types counted: `cargo xtask circles` runs it.
export default {
  forbidden: [
    { name: "circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-found",
      comment: "An import that is not followed could hide a circle. What is built has none.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, path: "^[.]", pathNot: "/(dist|generated|wasm)/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    exclude: { path: "(^|/)(node_modules|dist|generated)/" },
  },
};
