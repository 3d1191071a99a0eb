const express = require("express");
const router = express.Router();
const bcrypt = require("bcryptjs");
const jwt = require("jsonwebtoken");
const passport = require("passport");
const keys = require("../../config/keys");
const validateRegisterInput = require("../../validation/register");
const validateLoginInput = require("../../validation/login");
const User = require("../../models/User");
const Profile = require("../../models/Profile");

// @route POST api/users/register
// @access Public
router.post("/register", (req, res) => {
  const { errors, isValid } = validateRegisterInput(req.body);
  if (!isValid) {
    return res.status(400).json(errors);
  }
  User.findOne({ email: req.body.email }).then(user => {
    if (user) {
      return res.status(400).json({ email: "Email already exists" });
    }
    const newUser = new User({ name: req.body.name, email: req.body.email, password: req.body.password });
    bcrypt.genSalt(10, (err, salt) => {
      bcrypt.hash(newUser.password, salt, (err, hash) => {
        if (err) throw err;
        newUser.password = hash;
        newUser.save().then(user => res.json({ id: user.id })).catch(err => console.log(err));
      });
    });
  });
});

// @route POST api/users/login
// @access Public
router.post("/login", (req, res) => {
  const { errors, isValid } = validateLoginInput(req.body);
  if (!isValid) {
    return res.status(400).json(errors);
  }
  const { email, password } = req.body;
  User.findOne({ email }).then(user => {
    if (!user) {
      return res.status(404).json({ emailnotfound: "Email not found" });
    }
    bcrypt.compare(password, user.password).then(isMatch => {
      if (!isMatch) {
        return res.status(400).json({ passwordincorrect: "Password incorrect" });
      }
      const payload = { id: user.id, name: user.name };
      jwt.sign(
        payload,
        keys.secretOrKey,
        { expiresIn: 31556926 }, // 1 year in seconds
        (err, token) => {
          res.json({ success: true, token: "Bearer " + token });
        }
      );
    });
  });
});

// @route POST api/users/education
// @access Private
router.post("/education", passport.authenticate("jwt", { session: false }), (req, res) => {
  Profile.findOne({ user: req.user.id }).then(profile => {
    profile.education.unshift({ school: req.body.school, from: req.body.from, to: req.body.to });
    profile.save().then(profile => res.json(profile));
  });
});

module.exports = router;
