package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"traject/kern/begrip"
)

// Probleem is een foutantwoord volgens RFC 9457. De ingevulde waarde staat er nooit in.
type Probleem struct {
	Status int    `json:"status" doc:"De HTTP-status"`
	Title  string `json:"title" doc:"Kort, wat er mis is"`
	Detail string `json:"detail" doc:"Wat de vrager kan doen"`
	Fouten []Fout `json:"fouten,omitempty" doc:"Alle fouten tegelijk"`
}

// Fout is één fout: waar, welke code, en een zin.
type Fout struct {
	Plaats string `json:"plaats" doc:"Het veld, zoals feiten[3].datum; leeg is het hele bestand"`
	Code   string `json:"code"`
	Zin    string `json:"zin"`
}

// Error geeft alleen de titel.
func (p *Probleem) Error() string { return p.Title }

// GetStatus geeft de HTTP-status.
func (p *Probleem) GetStatus() int { return p.Status }

// ContentType maakt van JSON een probleem.
func (p *Probleem) ContentType(string) string { return "application/problem+json" }

// probleem maakt van fouten in de invoer één antwoord: 400, met alles tegelijk.
func probleem(fouten []begrip.Weigering) *Probleem {
	p := &Probleem{Status: http.StatusBadRequest, Title: "De invoer klopt niet", Detail: "Verbeter wat bij fouten staat en stuur het opnieuw. Er is niets berekend."}
	for _, f := range fouten {
		p.Fouten = append(p.Fouten, Fout{f.Plaats, f.Code, f.Zin})
	}
	return p
}

// nieuwProbleem vervangt het foutantwoord van huma: dat herhaalt de ingevulde waarde, en
// die kan een burgerservicenummer zijn. Een onjuiste vraag is altijd 400.
func nieuwProbleem(status int, _ string, _ ...error) huma.StatusError {
	switch {
	case status == http.StatusUnprocessableEntity, status == http.StatusBadRequest:
		return &Probleem{Status: http.StatusBadRequest, Title: "De invoer klopt niet", Detail: "De vraag is niet te lezen. Zie de beschrijving in openapi.json."}
	case status == http.StatusRequestEntityTooLarge:
		return &Probleem{Status: status, Title: "Te groot", Detail: zinTeGroot, Fouten: []Fout{{Code: TeGroot, Zin: zinTeGroot}}}
	case status == http.StatusUnsupportedMediaType:
		return &Probleem{Status: status, Title: "Soort inhoud niet bekend", Detail: "Stuur application/json."}
	case status < http.StatusInternalServerError:
		return &Probleem{Status: status, Title: http.StatusText(status), Detail: "Deze vraag kan hier niet."}
	}
	return &Probleem{Status: status, Title: "Er ging iets mis", Detail: "Probeer het later opnieuw."}
}
