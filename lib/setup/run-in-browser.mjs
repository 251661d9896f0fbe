import { join } from 'node:path';
import { chromium } from 'playwright-core';

const THEMES = { light: 'JupyterLab Light', dark: 'JupyterLab Dark' };
const CELL = '.jp-Notebook .jp-CodeCell';

/** Runs the notebooks `files` in one browser, a line each. Answers `{ passed, failed }`. */
export async function runInBrowser({ executable, lab, files, pictures }) {
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath: executable, args });
  const count = { passed: 0, failed: 0 };
  for (const file of files) {
    const started = performance.now();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const failure = await runNotebook(page, lab, file, pictures).then(
      () => undefined,
      (error) => error.message,
    );
    await page.close();
    count[failure ? 'failed' : 'passed']++;
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    process.stdout.write(failure ? `✗ ${file}  ${seconds}\n  ${failure}\n` : `✓ ${file} in Chromium  ${seconds}\n`);
  }
  await browser.close();
  return count;
}

async function runNotebook(page, lab, file, pictures) {
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(`the page: ${error.message}`));
  await page.goto(`${lab.url}/lab/tree/${file}?reset&token=${lab.token}`);
  await page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 });
  await kernelIsReady(page, lab);
  await runAll(page);
  const name = file.replace('.ipynb', '');
  for (const [theme, title] of Object.entries(THEMES)) {
    await page.evaluate((theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme }), title);
    await page.locator(`body[data-jp-theme-name="${title}"]`).waitFor({ state: 'attached', timeout: 20_000 });
    await unfold(page);
    wrong.push(...(await faults(page, file, theme)));
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
  }
  await shutDown(page, lab);
  if (wrong.length > 0) throw new Error([...new Set(wrong)].join('\n  '));
}

/** The page says idle before the kernel is, and drops keys that are pressed then: the server knows. */
async function kernelIsReady(page, { url, token }) {
  const ready = async () => {
    const kernels = await (await fetch(`${url}/api/kernels?token=${token}`)).json();
    return kernels.some(({ execution_state, connections }) => execution_state === 'idle' && connections > 0);
  };
  for (let tries = 0; !(await ready()); tries++) {
    if (tries > 300) throw new Error('the kernel was not ready within a minute');
    await page.waitForTimeout(200);
  }
}

/** Shift+Enter on each cell, as a student does: the next one when a number stands where `*` stood. */
async function runAll(page) {
  const total = await page.locator(CELL).count();
  if (total === 0) return; // the index
  await page.locator(CELL).first().locator('.cm-content').click();
  for (let cell = 0; cell < total; cell++) {
    await page.locator(CELL).nth(cell).locator('.cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await page.waitForFunction(
      ([selector, i]) =>
        /^\[\d+\]:$/.test(document.querySelectorAll(selector)[i]?.querySelector('.jp-InputPrompt')?.textContent ?? ''),
      [CELL, cell],
      { timeout: 90_000 },
    );
  }
}

/** What a student should not see: an error, a check that says no or nothing, a picture without a size or words. */
async function faults(page, file, theme) {
  const cells = await page.locator(CELL).evaluateAll((found) =>
    found.map((cell) => ({
      code: cell.querySelector('.cm-content')?.textContent ?? '',
      said: [...cell.querySelectorAll('.jp-OutputArea-output')].map((output) => output.textContent).join('\n'),
      stderr: cell.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"]').length,
      images: [...cell.querySelectorAll('.jp-OutputArea-output img')].map(({ naturalWidth, width, alt }) => ({
        drawn: naturalWidth > 0 && width > 0,
        alt,
      })),
    })),
  );
  const found = cells.flatMap(({ code, said, stderr, images }) => [
    ...(stderr > 0 ? [`it wrote an error: ${said}`] : []),
    ...(/^✗/m.test(said) ? [`a check says no: ${said}`] : []),
    ...(/\bcheck\.(?!solution)\w+\(/.test(code) && !/^✓/m.test(said) ? [`${code} says nothing`] : []),
    ...images.filter(({ drawn }) => !drawn).map(() => `${code}: a picture has no size`),
    ...images.filter(({ alt }) => !alt).map(() => `${code}: a picture has no words`),
  ]);
  return found.map((text) => `${file}, ${theme}: ${text}`);
}

/** The window as high as the notebook: what is out of sight is not laid out, and not in the picture. */
async function unfold(page) {
  // A theme that changes lays all out anew.
  await page.waitForFunction(() => document.querySelector('.jp-Notebook .jp-Cell')?.clientHeight > 0);
  const panel = page.locator('.jp-WindowedPanel-outer').first();
  for (let height = 0, last = -1; height === 0 || height !== last;) {
    last = height;
    height = await page.locator('.jp-Notebook .jp-Cell').evaluateAll((cells) => {
      const [first, last] = [cells[0], cells[cells.length - 1]].map((cell) => cell.getBoundingClientRect());
      return Math.ceil(last.bottom - first.top);
    });
    await page.setViewportSize({ width: 1280, height: Math.min(16_000, height + 200) });
    await panel.evaluate((outer) => (outer.scrollTop = 0));
    await page.waitForTimeout(300);
  }
}

async function shutDown(page, { url, token }) {
  const sessions = await (await fetch(`${url}/api/sessions?token=${token}`)).json();
  for (const { id } of sessions) await fetch(`${url}/api/sessions/${id}?token=${token}`, { method: 'DELETE' });
}
