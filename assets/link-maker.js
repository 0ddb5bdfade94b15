// Makes the link that copies the notebooks to every student's place on a JupyterHub and opens one
// (nbgitpuller). Nothing is sent: the link is put together here. Without this script the page says
// how a link is written.
(() => {
  const maker = document.getElementById('link-maker');
  const part = (name) => maker.querySelector(`[name="${name}"]`);
  const result = maker.querySelector('[data-link]');
  const status = maker.querySelector('[role="status"]');
  const made = maker.querySelector('[data-made]');

  function webAddress(text) {
    try {
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) && url.hostname ? url : null;
    } catch {
      return null;
    }
  }

  // Each check returns what is wrong, or nothing.
  const checks = {
    hub(text) {
      const url = webAddress(text);
      if (!text) return 'Enter the address of your JupyterHub.';
      if (!url) return 'This is not an address: a JupyterHub begins with https://, for example https://hub.example.edu.';
      if (/\/(hub|user)(\/|$)/.test(url.pathname)) return 'Leave out what follows the name: everything from /hub or /user on.';
      if (url.search || url.hash) return 'Leave out everything from ? or # on.';
      return '';
    },
    repository(text) {
      const url = webAddress(text);
      if (!text) return 'Enter the address of the repository.';
      if (!url) return 'This is not an address: a repository begins with https://, for example https://github.com/owner/name.';
      if (url.username || url.password) return 'Leave out user name and password: the link is read by everybody.';
      if (!folder(url) || url.search || url.hash || /\/(tree|blob)\//.test(url.pathname)) {
        return 'Give the address of the repository alone: https://, host, owner, name.';
      }
      return '';
    },
    branch(text) {
      if (!text) return 'Enter the name of the branch.';
      if (/[\s~^:?*[\\]|\.\.|^[-/.]|\/$|\.lock$|@\{/.test(text)) return 'Git allows no branch of this name.';
      return '';
    },
  };

  // The folder that nbgitpuller makes has the last name of the repository's address.
  function folder(url) {
    const names = url.pathname.split('/').filter(Boolean);
    return names.length < 2 ? '' : decodeURIComponent(names.at(-1)).replace(/\.git$/, '');
  }

  const openers = {
    lab: (path) => `lab/tree/${path}?autodecode`,
    notebook: (path) => `tree/${path}`,
  };

  function link({ hub, repository, branch, chapter, program }) {
    const url = new URL(hub);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/hub/user-redirect/git-pull`;
    const path = `${folder(new URL(repository))}/${chapter}.ipynb`;
    url.search = new URLSearchParams({ repo: repository, branch, urlpath: openers[program](path) });
    return url.href;
  }

  function show(asked) {
    const given = Object.fromEntries(
      ['hub', 'repository', 'branch', 'chapter'].map((name) => [name, part(name).value.trim()]),
    );
    given.program = maker.querySelector('[name="program"]:checked').value;
    let wrong = null;
    for (const [name, check] of Object.entries(checks)) {
      const input = part(name);
      const fault = check(given[name]);
      // An empty field is no fault before the reader asks for the link.
      const told = fault && (asked || given[name]) ? fault : '';
      document.getElementById(`${input.id}-fault`).textContent = told;
      input.setAttribute('aria-invalid', told ? 'true' : 'false');
      if (fault) wrong ??= input;
    }
    made.hidden = Boolean(wrong);
    if (!wrong) {
      result.value = link(given);
      maker.querySelector('[data-open]').href = result.value;
    }
    return wrong;
  }

  const wanted = new URLSearchParams(location.search).get('open');
  const known = [...part('chapter').options].find((option) => option.value === wanted);
  if (known) known.selected = true;

  maker.hidden = false;
  maker.addEventListener('input', (event) => {
    if (event.target === result) return;
    status.textContent = '';
    show(false);
  });
  maker.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = show(true);
    status.textContent = wrong ? 'No link yet: see the remark at the field.' : 'The link is ready.';
    (wrong ?? result).focus();
  });
  maker.querySelector('[data-copy]').addEventListener('click', async () => {
    result.select();
    try {
      await navigator.clipboard.writeText(result.value);
      status.textContent = 'Copied.';
    } catch {
      status.textContent = 'The link is selected: copy it with Ctrl+C.';
    }
  });
  show(false);
})();
