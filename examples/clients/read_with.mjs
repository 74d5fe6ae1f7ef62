// Read a calendar with one library: `node read_with.mjs LIBRARY FILE FOLDER`; prints as read_with.py.
// FOLDER holds the node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [library, path, folder] = process.argv.slice(2);
const need = createRequire(`${folder}/`);
const load = async (name) => import(pathToFileURL(need.resolve(name)));
const text = readFileSync(path, "utf8");

const readers = {
  "ical.js": async () => {
    const ICAL = (await load("ical.js")).default;
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(zone);
    }
    return calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      const status = component.getFirstPropertyValue("status");
      return [event.startDate.toJSDate(), status, event.summary];
    });
  },
  "node-ical": async () => {
    const read = need("node-ical").sync.parseICS(text);
    const events = Object.values(read).filter((one) => one.type === "VEVENT");
    return events.map((event) => [event.start, event.status, event.summary]);
  },
  "ts-ics": async () => {
    const { convertIcsCalendar } = await load("ts-ics");
    const { events } = convertIcsCalendar(undefined, text);
    return events.map((event) => [event.start.date, event.status, event.summary]);
  },
};

for (const [start, status, title] of await readers[library]()) {
  const mark = status === "CANCELLED" ? "cancelled" : "-";
  console.log(`${new Date(start).toISOString().slice(0, 16)}Z ${mark} ${title}`);
}
