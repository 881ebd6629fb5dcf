package druk

import (
	"traject/kern/begrip"
	"traject/kern/brief"
)

// voorbeeld is een brief met elk soort blok, tekens buiten ASCII en een tabel.
func voorbeeld() brief.Brief {
	return brief.Brief{
		Soort: "pip", Dag: begrip.MoetDag("2026-11-23"), Afzender: "Gemeente Súdwest & Co", Titel: "Uw plan voor inburgering (PIP)",
		Aan:      []string{"Mevrouw Zoë Şahin-Łukasz", "Lindelaan 12", "1234 AB Voorbeeldstad"},
		Gegevens: []brief.Gegeven{{Naam: "Datum", Waarde: "23 november 2026"}, {Naam: "Kenmerk", Waarde: "2026-0871-3"}},
		Aanhef:   "Beste mevrouw Şahin,",
		Blokken: []brief.Blok{
			{Soort: brief.Alinea, Regels: []string{"Wij hebben met u gesproken.", "In deze brief staat wat wij besluiten."}},
			{Soort: brief.Kader, Kop: "Wij besluiten: u volgt de B1-route.", Regels: []string{"U hebt de tijd van 24 november 2026 tot en met 23 november 2029."}},
			{Soort: brief.Tussenkop, Kop: "Dit gaat u doen"},
			{Soort: brief.Stappen, Stappen: []brief.Stap{
				{Pictogram: brief.PictoBoek, Kop: "Taalles: 12 uur per week", Regels: []string{"De gemeente zoekt een school voor u."}},
				{Pictogram: brief.PictoMunt, Kop: "Hulp met geld", Regels: []string{"U betaalt € 0. Eén gesprek, geïnteresseerd of niet."}},
			}},
			{Soort: brief.Tussenkop, Kop: "Wat neemt u mee?"},
			{Soort: brief.Lijst, Regels: []string{"uw paspoort", "uw diploma’s"}},
			{Soort: brief.Tabel, Tabelkop: []string{"Wat", "Laatste dag"}, Rijen: [][]string{{"Bezwaar maken", "4 januari 2027"}, {"Klaar met inburgeren", "23 november 2029"}}},
			{Soort: brief.Ondertekening, Regels: []string{"Met vriendelijke groet,", "Anke Jansen"}},
		},
		Voet: []string{"Wij besluiten dit op grond van: Wet inburgering 2021 artikel 15."},
	}
}
