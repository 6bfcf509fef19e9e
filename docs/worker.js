// Pages that are opened from a folder may not start a Worker, and the search runs in one.
// Here a frame of the page itself does its work; by the second name the search knows of that.
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      document.body.append(frame)
      const inside = frame.contentWindow
      const load = one =>
        new Promise(done => {
          const script = inside.document.createElement("script")
          script.src = one
          script.onload = done
          inside.document.body.append(script)
        })
      inside.importScripts = async (...all) => {
        for (const one of all) await load(one)
      }
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      const loaded = load(url)
      this.postMessage = async data => {
        await loaded
        inside.dispatchEvent(new MessageEvent("message", { data }))
      }
    }
    terminate() {}
  }
}
