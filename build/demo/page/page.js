const faults = {
  none: '正常',
  unplug: '拔掉连线',
  garbage: '线路杂讯',
  slow: '传输缓慢',
  checksum: '校验出错',
  pull: '读取中抽走证件',
}
const printerFaults = {
  none: '正常',
  'paper-low': '纸快用完',
  'paper-out': '缺纸',
  'paper-ends': '打印中用完纸',
  'cover-open': '盖子打开',
  silent: '没有应答',
  unplug: '拔掉连线',
}
const refreshMs = 1000
const byId = (id) => document.getElementById(id)

async function ask(path, body) {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, body === undefined ? {} : post)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error?.message ?? '设备台没有应答')
  return answer
}

function complain(error) {
  const trouble = byId('trouble')
  trouble.textContent = `没有成功：${error.message}`
  trouble.hidden = false
}

/** Runs what a button asked for, then shows how things stand. */
async function attempt(work) {
  try {
    await work()
    byId('trouble').hidden = true
    show(await ask('/state'))
  } catch (error) {
    complain(error)
  }
}

function button(className, parts, press) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.append(...parts)
  element.addEventListener('click', () => void attempt(press))
  return element
}

function text(tag, content) {
  const element = document.createElement(tag)
  element.textContent = content
  return element
}

function cardTile({ id, title, fullName }) {
  const tile = button('card', [text('strong', fullName ?? '无持有人信息'), text('span', title), text('em', '')], () =>
    ask('/reader', { card: tile.ariaPressed === 'true' ? null : id }),
  )
  tile.dataset.card = id
  return tile
}

function chip(id, title, press) {
  const element = button('chip', [title], press)
  element.dataset.choice = id
  return element
}

function press(container, isChosen) {
  for (const element of byId(container).children) element.ariaPressed = String(isChosen(element.dataset))
}

/** The newest slip, as it hangs out of the printer. */
function showSlip(slips) {
  const slip = slips.at(-1)
  byId('slip').hidden = slip === undefined
  byId('slip').textContent = slip ? [...slip.lines, `［二维码］${slip.qrTexts.join(' ')}`].join('\n') : ''
}

function show({ card, fault, printer, scanners, person, network, kiosk }) {
  press('cards', (tile) => tile.card === card)
  for (const tile of byId('cards').children) tile.lastChild.textContent = tile.dataset.card === card ? '在读卡器上' : ''
  press('faults', ({ choice }) => choice === fault)
  press('printer-faults', ({ choice }) => choice === printer.fault)
  showSlip(printer.slips)
  press('people', ({ choice }) => choice === person)
  byId('scanners').ariaPressed = String(scanners.plugged)
  byId('scanners').textContent = scanners.plugged ? '已连接，点一下拔掉' : '已拔掉，点一下接上'
  byId('network').ariaPressed = String(network.up)
  byId('network').textContent = network.up ? '已接通，点一下断开' : '已断开，点一下接通'
  byId('kiosk').textContent = kiosk.pid === null ? '窗口程序没有运行' : `进程 ${kiosk.pid}，第 ${kiosk.starts} 次启动`
}

/** The next picture is asked for when the last one has come, so that a slow machine is not flooded. */
function watchScreen() {
  const screen = byId('screen')
  const next = () => setTimeout(() => (document.hidden ? next() : refresh()), refreshMs)
  const refresh = () => {
    screen.src = `/screen.png?${Date.now()}`
    ask('/state').then(show, complain)
  }
  screen.addEventListener('load', next)
  screen.addEventListener('error', next)
  refresh()
}

async function fill() {
  const [cards, papers, { people }] = await Promise.all([ask('/cards'), ask('/travel-documents'), ask('/state')])
  byId('papers').append(...papers.map(({ id, title }) => chip(id, title, () => ask('/zone-reader', { document: id }))))
  byId('cards').append(...cards.map(cardTile))
  byId('people').append(...people.map(({ id, title }) => chip(id, title, () => ask('/camera', { person: id }))))
  byId('faults').append(
    ...Object.entries(faults).map(([kind, title]) => chip(kind, title, () => ask('/reader/fault', { kind }))),
  )
  byId('printer-faults').append(
    ...Object.entries(printerFaults).map(([kind, title]) => chip(kind, title, () => ask('/printer/fault', { kind }))),
  )
  byId('code').addEventListener('submit', (event) => {
    event.preventDefault()
    void attempt(() => ask('/code-scanner', { text: byId('code-text').value }))
  })
  byId('scanners').addEventListener('click', () => {
    const kind = byId('scanners').ariaPressed === 'true' ? 'unplug' : 'none'
    void attempt(() => ask('/scanners/fault', { kind }))
  })
  byId('network').addEventListener('click', () => {
    void attempt(() => ask('/network', { up: byId('network').ariaPressed !== 'true' }))
  })
}

await attempt(fill)
watchScreen()
