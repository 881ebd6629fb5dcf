package web

import "github.com/a-h/templ"

// iconen holds the drawing of each pictogram on a grid of 24. The shape alone
// carries the status: the fuller the shape, the sooner it bites. The word always
// stands beside it.
var iconen = map[string]string{
	"klaar":    `<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="m6.8 12.6 3.6 3.5 6.8-7.6" class="tj-i-wit"/>`,
	"laat":     `<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M12 6v7.4M12 16.2v2.6" class="tj-i-wit"/>`,
	"week":     `<circle cx="12" cy="12" r="9.5"/><path d="M12 2.5a9.5 9.5 0 0 1 0 19z" fill="currentColor" stroke="none"/>`,
	"later":    `<circle cx="12" cy="12" r="9.5"/>`,
	"telaat":   `<circle cx="12" cy="12" r="9.5"/><path d="m7 12.4 3.5 3.4 6.4-7"/>`,
	"stil":     `<circle cx="12" cy="12" r="9.5"/><path d="M9.3 7.5v9M14.7 7.5v9"/>`,
	"nogniet":  `<circle cx="12" cy="12" r="9.5" stroke-dasharray="3.5 3.5"/>`,
	"niet":     `<circle cx="12" cy="12" r="9.5"/><path d="m5.5 18.5 13-13"/>`,
	"open":     `<rect x="2" y="2" width="20" height="20" rx="2"/><path d="m7.5 7.5 9 9M16.5 7.5l-9 9"/>`,
	"vraag":    `<circle cx="12" cy="12" r="9.5"/><path d="M9 9.3a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1-1.4 2.1M12 16.4v2"/>`,
	"letop":    `<path d="M12 3 2.5 20.5h19zM12 10v5M12 16.8v2"/>`,
	"info":     `<circle cx="12" cy="12" r="9.5"/><path d="M12 10.5v7M12 6.3v2.2"/>`,
	"zoek":     `<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>`,
	"print":    `<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>`,
	"kruis":    `<path d="m6 6 12 12M18 6 6 18"/>`,
	"brief":    `<rect x="3" y="5" width="18" height="14" rx="1"/><path d="m3.5 6.5 8.5 7 8.5-7"/>`,
	"map":      `<path d="M3 5h6l2 2.5h10V19H3zM8.5 13l2.5 2.5 4.5-5"/>`,
	"klok":     `<circle cx="12" cy="12" r="9.5"/><path d="M12 6.5V12l4 2.5"/>`,
	"wissel":   `<path d="M4 8.5h15M15 4.5l4 4-4 4M20 15.5H5M9 11.5l-4 4 4 4"/>`,
	"gesprek":  `<path d="M3 4h12v9H8l-3 3v-3H3zM18 9h3v9h-2v3l-3-3h-6v-2"/>`,
	"plek":     `<path d="M12 21.5c4.5-5 6.5-8.500 6.500-11.500a6.500 6.500 0 0 0-13 0c0 3 2 6.500 6.500 11.500z"/><circle cx="12" cy="10" r="2.300"/>`,
	"wereld":   `<circle cx="12" cy="12" r="9.5"/><path d="M2.500 12h19M12 2.500c3.500 3 3.500 16 0 19M12 2.500c-3.500 3-3.500 16 0 19"/>`,
	"boek":     `<path d="M12 6c-2.500-1.700-5.500-2-9-2v14c3.500 0 6.500.3 9 2 2.500-1.700 5.500-2 9-2V4c-3.500 0-6.500.3-9 2zM12 6v14"/>`,
	"tekenen":  `<path d="M3 20h18M5 16c5-3 8-9 7-11.500-1.500-2-4 3-3.500 11.500 1-3 3-4.500 4-4 .8.500-.5 3 .5 3.500 1.200.3 2-1 3.500-1.500"/>`,
	"koffer":   `<rect x="3" y="7.500" width="18" height="12" rx="1"/><path d="M8.500 7.500v-3h7v3M3 13h18M12 12v2.500"/>`,
	"examen":   `<path d="M13 21H5V3h9l4 4v3M8.500 9h5M8.500 13h4M14 18.500l5.500-5.500 2 2-5.500 5.500-2.500.5z"/>`,
	"persoon":  `<circle cx="12" cy="8" r="4.500"/><path d="M3.500 21c.5-5 4-7 8.500-7s8 2 8.500 7"/>`,
	"telefoon": `<path d="M5 3.500h4l1.500 5-2.500 1.500c1 2.500 3 4.500 5.500 5.500l1.500-2.500 5 1.500v4c0 1-1 2-2 2C10.500 20 4 13 3.500 5.500c0-1 .5-2 1.500-2z"/>`,
	"neer":     `<path d="M12 3v13M6.500 11l5.500 5.500 5.500-5.500M4 21h16"/>`,
}

// icoon draws a pictogram; it is hidden from screen readers because a word stands beside it.
func icoon(naam string) templ.Component { return icoonMet(naam, "tj-i") }

// icoonMet draws a pictogram with its own class.
func icoonMet(naam, klasse string) templ.Component {
	return templ.Raw(`<svg class="` + klasse + `" aria-hidden="true" focusable="false" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.1">` + iconen[naam] + `</svg>`)
}
