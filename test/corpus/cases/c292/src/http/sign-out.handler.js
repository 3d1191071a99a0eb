export const makeSignOutHandler =
  ({ signOut }) =>
  async (req, res, next) => {
    try {
      const result = await signOut({ sessionId: req.cookies.sid });
      res.clearCookie('sid').json(result);
    } catch (error) {
      next(error);
    }
  };
