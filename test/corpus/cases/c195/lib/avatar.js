export const hasAvatar = async (bucket, id) => {
  try {
    await bucket.head(`avatars/${id}`);
    return true;
  } catch {
    return false;
  }
};
