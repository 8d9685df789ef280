// What of the plane is in sight, and where it has to move to for a step to be.

import type { Box } from "./layout";
import type { Places, Point } from "./places";

/** Where the plane is: shifted by x and y, enlarged by zoom, seen through width and height. */
export interface View extends Point {
  zoom: number;
  width: number;
  height: number;
}

type Sized = Pick<Box, "width" | "height">;

const MARGIN = 16;

/** Return where a box stands on the plane, which is not within the group that it stands in. */
export function whole(box: Box, byId: ReadonlyMap<string, Box>, places: Places): Point {
  const own = places[box.id] ?? box;
  const parent = box.parent === undefined ? undefined : byId.get(box.parent);
  const base = parent ? whole(parent, byId, places) : { x: 0, y: 0 };
  return { x: base.x + own.x, y: base.y + own.y };
}

/** Return the point to be in the middle for a box to be seen, undefined where it is already. */
export function middle(at: Point, { width, height }: Sized, view: View): Point | undefined {
  const left = at.x * view.zoom + view.x;
  const top = at.y * view.zoom + view.y;
  const isSeen =
    left >= MARGIN &&
    top >= MARGIN &&
    left + width * view.zoom <= view.width - MARGIN &&
    top + height * view.zoom <= view.height - MARGIN;
  if (isSeen) return undefined;
  // Of what is larger than the view its head is seen.
  const most = view.height / view.zoom - 2 * MARGIN;
  return { x: at.x + width / 2, y: at.y + Math.min(height, most) / 2 };
}
