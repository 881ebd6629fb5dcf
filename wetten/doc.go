// Package wetten is de boekenkast: welke waarde gold op die dag in die gemeente,
// en waar staat dat?
//
// De bestanden naast deze code bevatten elk getal van de wet met zijn eerste en
// laatste dag en zijn vindplaats, oudste eerst. De bestanden in beleid vullen per
// gemeente wat een landelijk bestand openzet, binnen zijn grenzen; wie zwijgt heeft
// de landelijke waarde. Laden is streng: een onbekend veld, een gat, een overlap,
// een verkeerde volgorde of een waarde zonder bron is een Bevinding, en dan wordt er
// niets geladen.
//
// Hier wordt niet gedacht, alleen gelezen en nagekeken. Vóór de eerste dag en na de
// laatste dag van een waarde is er geen waarde. Alleen lezen.go kent YAML.
package wetten
