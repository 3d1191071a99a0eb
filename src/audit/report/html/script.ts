/** What is nicer with a script, and complete without: a button that copies, and paper on which everything is open. */
export const SCRIPT: string = `
for (const text of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(text);
      button.textContent = 'Selected';
    }
  });
  text.parentElement.querySelector('.curl-head').append(button);
}
const open = (target) => {
  for (let one = target; one; one = one.parentElement) if (one.localName === 'details') one.open = true;
};
const follow = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  open(target.querySelector(':scope > details') ?? target);
  target.scrollIntoView();
};
addEventListener('hashchange', follow);
follow();
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('details')) one.open = true;
});
`;
