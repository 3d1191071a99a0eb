export const LogoOut = ({ width = 64 }) => <img src="/logo-out.svg" width={width} alt="" />;
export const login = (base) => (x) => Math.log(x) / Math.log(base);
