/** Curfew reads files that lie beside its own, and there must be one of it: it is loaded as it is, not bundled. */
export default { serverExternalPackages: ['curfew'] };
