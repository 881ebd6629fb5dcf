package demo

import (
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Instelling is een verzonnen school of aanbieder uit het register van de gemeente.
type Instelling struct {
	Kenmerk, Naam string
	Wat           []dossier.Aanbod
	Overeenkomst  string // leeg bij een cursusinstelling: die heeft er geen nodig
	DUO           string
}

// Instellingen zijn bij wie de mensen van de demo meedoen.
var Instellingen = []Instelling{
	{"de0000000001", "Taalhuis De Brug", []dossier.Aanbod{dossier.AanbodLeerroute}, "", school},
	{"de0000000002", "Welzijn Voorbeeldstad", []dossier.Aanbod{dossier.AanbodPVT, dossier.DeelnameBegeleiding}, "Z2026-0101", ""},
	{"de0000000003", "Werkplein Voorbeeldstad", []dossier.Aanbod{dossier.AanbodMAP}, "Z2026-0102", ""},
	{"de0000000004", "Taal in Zicht", []dossier.Aanbod{dossier.AanbodLeerroute}, "", "9990000006"},
}

// InstellingVoor geeft wie dit onderdeel in de demo geeft.
func InstellingVoor(wat dossier.Aanbod) Instelling {
	return Instellingen[slices.IndexFunc(Instellingen, func(i Instelling) bool { return slices.Contains(i.Wat, wat) })]
}

// BijAanbieder is iemand die bij een instelling werkt en daar inlogt.
type BijAanbieder struct {
	Medewerker
	Instelling string // kenmerk
}

// BijAanbieders zijn de verzonnen mensen van de instellingen.
var BijAanbieders = []BijAanbieder{
	{Medewerker{"taalschool", "n.hofman", "Nienke Hofman", begrip.AanbiederTaal, "088 000 00 21", "n.hofman@taalhuis.example"}, "de0000000001"},
	{Medewerker{"aanbieder", "k.yildiz", "Kemal Yildiz", begrip.AanbiederOverig, "088 000 00 22", "k.yildiz@werkplein.example"}, "de0000000003"},
}
