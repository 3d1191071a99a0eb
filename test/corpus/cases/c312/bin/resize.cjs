#!/usr/bin/env node
'use strict';

const { readdir } = require('fs/promises');
const path = require('path');
const sharp = require('sharp');

async function main([folder = '.']) {
  for (const name of await readdir(folder)) {
    if (!/\.jpe?g$/i.test(name)) continue;
    await sharp(path.join(folder, name)).resize(1600).toFile(path.join(folder, `small-${name}`));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
