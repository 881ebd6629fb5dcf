package nagebootst

// omschrijvingen noemt wat elke gebeurtenis is. De tekst is die van ons; DUO mag een
// andere geven, en ons deel mag er niets uit afleiden.
var omschrijvingen = map[string]string{
	"SS101": "Inburgeringsplichtig", "SS102": "Inburgeringstermijn gestart", "SS103": "Termijn ambtshalve verlengd",
	"SS104": "Termijn op verzoek verlengd", "SS106": "Aan de inburgeringsplicht voldaan", "SS107": "Volledig vrijgesteld",
	"SS108": "Volledig ontheven", "SS109": "Tijdelijk vrijgesteld", "SS110": "Inburgeringsplicht ingetrokken", "SS111": "Overleden",
	"SS112": "Verlenging aangevraagd", "SS113": "Verlenging afgewezen", "SS114": "Volledige vrijstelling afgewezen",
	"SS115": "Tijdelijke vrijstelling afgewezen", "SS116": "Gedeeltelijke vrijstelling afgewezen", "SS117": "Gedeeltelijk vrijgesteld",
	"SS118": "Ontheffing afgewezen", "SS119": "Gedeeltelijk ontheven", "SS120": "Vestiging zonder PIP", "SS121": "Vestiging met PIP",
	"SS122": "Vertrokken naar andere gemeente", "SS123": "Vertrokken uit Nederland", "SS124": "Doelgroep gewijzigd naar gezinsmigrant",
	"SS125": "Doelgroep gewijzigd naar asielstatushouder", "SS126": "Tien weken zonder leerroute", "SS127": "Geen inburgeringsaanbod",
	"SS128": "Inburgeringsplichtig, bijna AOW", "SS129": "Tijdelijke vrijstelling ingetrokken, geen PIP",
	"SS130": "Tijdelijke vrijstelling ingetrokken, PIP bekend", "SS131": "Uitslag leerbaarheidstoets", "SS132": "Contract zonder PIP",
	"SS133": "Contract past niet bij leerroute", "SS135": "Contract boven Z-route", "SS136": "Contract zonder onderwijsroute",
	"SS137": "Aangemeld voor leerbaarheidstoets", "SS139": "Inburgeringsplichtig, termijn PIP gestart", "SS140": "Advies gevraagd",
	"SS141": "Z-route behaald", "SS142": "Uitgeschreven bij opleiding", "SS199": "Examenuitslag",
}

func omschrijving(code string) string {
	if s, ok := omschrijvingen[kaal(code)]; ok {
		return s
	}
	return "Gebeurtenis"
}
