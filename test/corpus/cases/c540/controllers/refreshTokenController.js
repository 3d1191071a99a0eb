const User = require('../model/User');
const jwt = require('jsonwebtoken');
const { newAccess, newRefresh, cookie } = require('../lib/tokens');

const handleRefreshToken = async (req, res, next) => {
    const refreshToken = req.cookies?.jwt;
    if (!refreshToken) return res.sendStatus(401);
    res.clearCookie('jwt', cookie);

    try {
        const foundUser = await User.findOne({ refreshToken }).exec();

        // Detected refresh token reuse!
        if (!foundUser) {
            jwt.verify(refreshToken, process.env.REFRESH_TOKEN_SECRET, async (err, decoded) => {
                if (err) return;
                await User.updateOne({ username: decoded.username }, { $set: { refreshToken: [] } });
            });
            return res.sendStatus(403);
        }

        const others = foundUser.refreshToken.filter(rt => rt !== refreshToken);

        let decoded;
        try {
            decoded = jwt.verify(refreshToken, process.env.REFRESH_TOKEN_SECRET);
        } catch (err) {
            foundUser.refreshToken = others;
            await foundUser.save();
            return res.sendStatus(403);
        }
        if (foundUser.username !== decoded.username) return res.sendStatus(403);

        const next_ = newRefresh(foundUser);
        foundUser.refreshToken = [...others, next_];
        await foundUser.save();

        res.cookie('jwt', next_, { ...cookie, maxAge: 24 * 60 * 60 * 1000 });
        res.json({ accessToken: newAccess(foundUser) });
    } catch (err) {
        next(err);
    }
};

module.exports = { handleRefreshToken };
