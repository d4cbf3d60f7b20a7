// Recordings made elsewhere run with the replay: what was said is heard at the moment it was said.

const APART_S = 0.35;

export interface Conductor {
  seek(at: number): void;
}

/** Every recording on the page, each on the session's clock. */
export class Media {
  private readonly players = Array.from(
    document.querySelectorAll<HTMLMediaElement>("audio[data-offset], video[data-offset]"),
  );
  private playing = false;

  constructor(private readonly conductor: Conductor | null) {
    for (const player of this.players) {
      // Somebody moved this recording by its own controls: the replay goes along.
      player.addEventListener("seeked", () => this.moved(player));
    }
  }

  get any(): boolean {
    return this.players.length > 0;
  }

  /** The replay stands at `at` (seconds of the session). */
  at(at: number): void {
    for (const player of this.players) {
      const wanted = at - offset(player);
      if (wanted < 0 || wanted > (player.duration || Infinity)) {
        player.pause();
        continue;
      }
      if (Math.abs(player.currentTime - wanted) > APART_S) {
        player.dataset.led = "yes";
        player.currentTime = wanted;
      }
      if (this.playing && player.paused) void player.play().catch(() => undefined);
    }
  }

  play(on: boolean): void {
    this.playing = on;
    if (!on) for (const player of this.players) player.pause();
  }

  speed(rate: number): void {
    for (const player of this.players) player.playbackRate = rate;
  }

  private moved(player: HTMLMediaElement): void {
    const led = player.dataset.led === "yes";
    delete player.dataset.led;
    if (!led) this.conductor?.seek(player.currentTime + offset(player));
  }
}

function offset(player: HTMLMediaElement): number {
  return Number(player.dataset.offset);
}
